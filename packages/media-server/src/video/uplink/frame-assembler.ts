import type { VideoCodec } from '../../children/messages.ts';
import type { RtpPacket } from '../../rtp/rtp-packet.ts';
import type { Depacketiser, EncodedFrame } from '../encoded-frame.ts';
import { H264Depacketiser } from '../h264/depacketise-h264.ts';
import { Vp8Depacketiser } from '../vp8/depacketise-vp8.ts';

export interface FrameAssemblerOptions {
  codec: VideoCodec;
  /** How long a missing packet is waited for: the edge asks for it again meanwhile. */
  lossWaitMs: number;
  onFrame: (frame: EncodedFrame) => void;
  /** Something before the next frame is missing or was no picture. */
  onLoss: () => void;
}

const waitingMax = 512;
/** A sequence number this far from the expected one is a sender that began anew (RFC 3550 appendix A.1). */
const jump = 3000;

/** Brings the packets of one stream into order and gives the frames they make, each once. */
export class FrameAssembler {
  readonly #options: FrameAssemblerOptions;
  readonly #depacketiser: Depacketiser;
  readonly #waiting = new Map<number, { packet: RtpPacket; sinceMs: number }>();
  #next: number | null = null;
  /** Of the frame that has begun. */
  #timestamp: number | null = null;

  constructor(options: FrameAssemblerOptions) {
    this.#options = options;
    this.#depacketiser = options.codec === 'H264' ? new H264Depacketiser() : new Vp8Depacketiser();
  }

  push(packet: RtpPacket, nowMs: number): void {
    const ahead = this.#next === null ? 0 : signed(packet.sequence - this.#next);
    if (Math.abs(ahead) > jump) {
      this.reset();
      this.#options.onLoss();
    } else if (ahead < 0) return;
    this.#next ??= packet.sequence;
    this.#waiting.set(packet.sequence, { packet, sinceMs: nowMs });
    this.#drain();
    if (this.#waiting.size > waitingMax) this.#giveUp();
  }

  /** Gives up packets that were waited for long enough. */
  expire(nowMs: number): void {
    for (;;) {
      const [oldest] = this.#waiting.values();
      if (!oldest || nowMs - oldest.sinceMs < this.#options.lossWaitMs) return;
      this.#giveUp();
    }
  }

  /** Forgets everything, as if nothing had arrived. */
  reset(): void {
    this.#waiting.clear();
    this.#next = null;
    this.#dropFrame();
  }

  #drain(): void {
    while (this.#next !== null) {
      const entry = this.#waiting.get(this.#next);
      if (!entry) return;
      this.#waiting.delete(this.#next);
      this.#next = (this.#next + 1) & 0xffff;
      this.#deliver(entry.packet);
    }
  }

  /** Goes on with the nearest packet behind the gap. */
  #giveUp(): void {
    const from = this.#next ?? 0;
    let nearest = 0xffff;
    for (const sequence of this.#waiting.keys()) nearest = Math.min(nearest, (sequence - from) & 0xffff);
    this.#next = (from + nearest) & 0xffff;
    this.#dropFrame();
    this.#options.onLoss();
    this.#drain();
  }

  #deliver(packet: RtpPacket): void {
    if (packet.payload.length === 0) return;
    if (this.#timestamp !== null && packet.timestamp !== this.#timestamp) this.#finish();
    this.#timestamp = packet.timestamp;
    this.#depacketiser.push(packet.payload);
    if (packet.marker) this.#finish();
  }

  #finish(): void {
    this.#timestamp = null;
    const frame = this.#depacketiser.take();
    if (frame) this.#options.onFrame(frame);
    else this.#options.onLoss();
  }

  #dropFrame(): void {
    this.#timestamp = null;
    this.#depacketiser.drop();
  }
}

function signed(difference: number): number {
  return (difference << 16) >> 16;
}
