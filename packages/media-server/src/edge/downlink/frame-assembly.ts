import type { PictureLayer } from '../../children/messages.ts';
import type { RtpPacket } from '../../rtp/rtp-packet.ts';
import { SharedPayloads } from '../../srtp/shared-payloads.ts';
import { unixNowMs } from '../clock.ts';
import { sequenceDistance } from '../uplink/sequence.ts';
import { beginsKeyframe } from './keyframe.ts';
import type { PictureFrame } from './picture-frame.ts';

/**
 * Collects the packets of a layer until a picture is complete, so that it can be sealed and sent to each receiver at
 * once. A picture of which a packet is missing is given on as far as it came: receivers ask for a keyframe as after
 * any loss.
 */
export class FrameAssembly {
  readonly layer: PictureLayer;
  #payloads: Buffer[] = [];
  #timestamp = 0;
  #keyframe = false;
  #lastSequence: number | null = null;
  /** Packets that never came from the video process. */
  lost = 0;

  constructor(layer: PictureLayer) {
    this.layer = layer;
  }

  /** Pictures that this packet completes: none, one, or one that was cut short and one more. */
  add(packet: RtpPacket): PictureFrame[] {
    const done: PictureFrame[] = [];
    if (this.#payloads.length > 0 && packet.timestamp !== this.#timestamp) done.push(this.#take());
    if (this.#lastSequence !== null) {
      const gap = sequenceDistance(packet.sequence, this.#lastSequence) - 1;
      if (gap > 0) this.lost += gap;
    }
    this.#lastSequence = packet.sequence;
    this.#timestamp = packet.timestamp;
    this.#payloads.push(packet.payload);
    if (beginsKeyframe(this.layer.codec, packet.payload)) this.#keyframe = true;
    if (packet.marker) done.push(this.#take());
    return done;
  }

  #take(): PictureFrame {
    const frame = {
      layer: this.layer,
      timestamp: this.#timestamp,
      keyframe: this.#keyframe,
      unixMs: unixNowMs(),
      payloads: new SharedPayloads(this.#payloads),
    };
    this.#payloads = [];
    this.#keyframe = false;
    return frame;
  }
}
