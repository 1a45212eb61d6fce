import type { TrackKind } from '@cloudmeet/contracts';
import type { PeerPort, SenderPort, TransceiverPort } from '../../ports/peer-port.ts';
import { applyLineBudget } from './line-budget.ts';
import type { LineBudget } from './line-budget.ts';

export type Sources = ReadonlyMap<TrackKind, MediaStreamTrack>;

/** Every line from the first offer on, in this order: tracks come and go on them without renegotiation. */
export const lineKinds = ['audio', 'video', 'screen', 'screen-audio'] as const satisfies TrackKind[];

const mediaOf = (kind: TrackKind): 'audio' | 'video' => (kind.endsWith('audio') ? 'audio' : 'video');

/** The four media lines to a mixer: microphone and mix, camera and picture, screen, and the screen's sound. */
export class MixedLines {
  readonly #sources: Sources;
  readonly #lines = new Map<TrackKind, TransceiverPort>();
  #budgets: ((kind: TrackKind, track: MediaStreamTrack | null) => LineBudget) | undefined;
  #limiting: Promise<void> | undefined;
  #limitAgain = false;

  constructor(peer: PeerPort, sources: Sources, orderVideo: (line: TransceiverPort) => void) {
    this.#sources = sources;
    for (const kind of lineKinds) {
      const both = kind === 'audio' || kind === 'video';
      const line = peer.addTransceiver(mediaOf(kind), { direction: both ? 'sendrecv' : 'sendonly' });
      if (mediaOf(kind) === 'video') orderVideo(line);
      this.#lines.set(kind, line);
      this.publish(kind);
    }
  }

  publish(kind: TrackKind): void {
    this.#lines
      .get(kind)
      ?.sender.replaceTrack(this.#sources.get(kind) ?? null)
      .catch(() => {
        // Refused only on a stopped line or a closed connection, and then nothing can be sent on it anyway.
      });
  }

  /** What each line sends, by mid; known once there is an offer. */
  kinds(): Record<string, TrackKind> {
    const kinds: Record<string, TrackKind> = {};
    for (const [kind, { mid }] of this.#lines) if (mid !== null) kinds[mid] = kind;
    return kinds;
  }

  senders(): SenderPort[] {
    return [...this.#lines.values()].map(({ sender }) => sender);
  }

  /** The mix (`audio`) or the composed picture (`video`), once agreed on. */
  received(kind: 'audio' | 'video'): MediaStreamTrack | undefined {
    const line = this.#lines.get(kind);
    const open = line?.currentDirection === 'sendrecv' || line?.currentDirection === 'recvonly';
    return open ? line.receiver.track : undefined;
  }

  /** Kinds that the mixer did not take, once there is an answer. */
  rejected(): TrackKind[] {
    return lineKinds.filter((kind) => {
      const direction = this.#lines.get(kind)?.currentDirection;
      return direction === 'inactive' || direction === 'stopped';
    });
  }

  /** One change at a time, since a second would invalidate the first; the last one wins. */
  limit(budgets: (kind: TrackKind, track: MediaStreamTrack | null) => LineBudget): Promise<void> {
    this.#budgets = budgets;
    this.#limitAgain = true;
    this.#limiting ??= this.#limit().finally(() => {
      this.#limiting = undefined;
    });
    return this.#limiting;
  }

  async #limit(): Promise<void> {
    while (this.#limitAgain && this.#budgets) {
      this.#limitAgain = false;
      for (const [kind, { sender, currentDirection }] of this.#lines) {
        // what the mixer did not take sends nothing, and some browsers refuse to be told of it
        const sends = currentDirection === 'sendrecv' || currentDirection === 'sendonly';
        if (sends) await applyLineBudget(sender, this.#budgets(kind, sender.track));
      }
    }
  }
}
