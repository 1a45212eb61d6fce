import { PacketOrder } from '@cloudmeet/media-core';
import type { VideoCodec } from '../../children/messages.ts';
import type { RtpPacket } from '../../rtp/rtp-packet.ts';
import type { Depacketiser, EncodedFrame } from '../encoded-frame.ts';
import { H264Depacketiser } from '../h264/depacketise-h264.ts';
import { Vp8Depacketiser } from '../vp8/depacketise-vp8.ts';

export interface FrameAssemblerOptions {
  codec: VideoCodec;
  /** `timestamp`: of its packets. */
  onFrame: (frame: EncodedFrame, timestamp: number) => void;
  /** Something before the next frame is missing or was no picture. */
  onLoss: () => void;
}

/** Gives the frames that the packets of one stream make, each once and in order. */
export class FrameAssembler {
  readonly #options: FrameAssemblerOptions;
  readonly #depacketiser: Depacketiser;
  readonly #order: PacketOrder<RtpPacket>;
  /** Of the frame that has begun. */
  #timestamp: number | null = null;

  constructor(options: FrameAssemblerOptions) {
    this.#options = options;
    this.#depacketiser = options.codec === 'H264' ? new H264Depacketiser() : new Vp8Depacketiser();
    this.#order = new PacketOrder({
      onPacket: (packet) => this.#deliver(packet),
      onGap: () => {
        this.#dropFrame();
        options.onLoss();
      },
    });
  }

  push(packet: RtpPacket, nowMs: number): void {
    this.#order.push(packet.sequence, packet, nowMs);
  }

  /** Gives up packets that were waited for long enough. */
  expire(nowMs: number): void {
    this.#order.expire(nowMs);
  }

  /** Forgets everything, as if nothing had arrived. */
  reset(): void {
    this.#order.reset();
    this.#dropFrame();
  }

  #deliver(packet: RtpPacket): void {
    if (packet.payload.length === 0) return;
    if (this.#timestamp !== null && packet.timestamp !== this.#timestamp) this.#finish(this.#timestamp);
    this.#timestamp = packet.timestamp;
    this.#depacketiser.push(packet.payload);
    if (packet.marker) this.#finish(packet.timestamp);
  }

  #finish(timestamp: number): void {
    this.#timestamp = null;
    const frame = this.#depacketiser.take();
    if (frame) this.#options.onFrame(frame, timestamp);
    else this.#options.onLoss();
  }

  #dropFrame(): void {
    this.#timestamp = null;
    this.#depacketiser.drop();
  }
}
