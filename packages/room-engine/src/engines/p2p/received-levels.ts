import type { ReceiverPort } from '../../ports/peer-port.ts';
import { dbov, silenceDbov } from '../../media/level-meter.ts';

/** Browsers keep a source for ten seconds after its last packet: this many readings without news mean silence. */
const staleAfter = 3;

/** Loudness of what one receiver gets, read from its packets (RTCRtpReceiver.getSynchronizationSources). */
export class ReceivedLevel {
  #timestamp = -1;
  #unchanged = 0;

  /** In dBov; null when nothing arrives. */
  read(receiver: ReceiverPort): number | null {
    const newest = receiver
      .getSynchronizationSources()
      .reduce<{ audioLevel?: number; timestamp: number } | undefined>(
        (best, source) => (best && best.timestamp >= source.timestamp ? best : source),
        undefined,
      );
    if (!newest) return null;
    this.#unchanged = newest.timestamp === this.#timestamp ? this.#unchanged + 1 : 0;
    this.#timestamp = newest.timestamp;
    if (this.#unchanged >= staleAfter) return silenceDbov;
    return dbov(newest.audioLevel ?? 0);
  }
}
