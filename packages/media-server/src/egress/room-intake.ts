import { soundTrack, videoTrack } from '@cloudmeet/media-core/mp4';
import type { StreamId } from '../children/messages.ts';
import type { RtpPacket } from '../rtp/rtp-packet.ts';
import type { Clock } from '../video/clock.ts';
import type { EncodedFrame } from '../video/encoded-frame.ts';
import { FrameAssembler } from '../video/uplink/frame-assembler.ts';
import { createKeyframeAsking } from '../video/uplink/keyframe-asking.ts';
import { toSample, type H264Sample } from './mp4/h264-sample.ts';
import { wholeTicks } from './segments/rtp-time.ts';

export interface RoomIntakeOptions {
  /** Null: sound alone. */
  video: StreamId | null;
  audio: StreamId;
  clock: Clock;
  /** The picture cannot be read without a keyframe. */
  askKeyframe: (stream: StreamId) => void;
  /** `ticks` of 90 kHz since the first picture, which is a keyframe. */
  onPicture: (ticks: number, sample: H264Sample) => void;
  /** An Opus packet; `start`: samples of 48 kHz since the first picture. */
  onSound: (start: number, packet: Buffer) => void;
}

const videoTicksPerMs = videoTrack.timescale / 1000;
const soundTicksPerMs = soundTrack.timescale / 1000;

/** A room's picture and mix out of RTP, on one line of time that begins with the first picture; sound alone begins at once. */
export class RoomIntake {
  readonly #options: RoomIntakeOptions;
  readonly #assembler: FrameAssembler;
  readonly #asking;
  #originMs: number | null;
  #needsKeyframe = true;

  constructor(options: RoomIntakeOptions) {
    const { video, clock, askKeyframe } = options;
    this.#options = options;
    this.#originMs = video === null ? clock.now() : null;
    this.#asking = createKeyframeAsking(() => {
      if (video !== null) askKeyframe(video);
    });
    this.#assembler = new FrameAssembler({
      codec: 'H264',
      onFrame: (frame, timestamp) => this.#see(frame, timestamp),
      onLoss: () => {
        this.#needsKeyframe = true;
        this.#asking.need(clock.now());
      },
    });
  }

  /** When its time begins, in milliseconds since 1970; null before the first picture. */
  get originMs(): number | null {
    return this.#originMs;
  }

  /** Since the beginning. */
  get nowMs(): number {
    const nowMs = this.#options.clock.now();
    return nowMs - (this.#originMs ?? nowMs);
  }

  /** The same in ticks. */
  get nowTicks(): number {
    return this.nowMs * videoTicksPerMs;
  }

  receive(packet: RtpPacket): void {
    if (packet.ssrc === this.#options.video) this.#assembler.push(packet, this.#options.clock.now());
    else if (packet.ssrc === this.#options.audio) this.#hear(packet);
  }

  /** To be called some times a second; `lacksKeyframe`: what is made of it waits for one. */
  refresh(lacksKeyframe: boolean): void {
    const nowMs = this.#options.clock.now();
    this.#assembler.expire(nowMs);
    if (this.#originMs === null || lacksKeyframe) this.#asking.need(nowMs);
  }

  #see(frame: EncodedFrame, timestamp: number): void {
    const nowMs = this.#options.clock.now();
    if (this.#needsKeyframe && !frame.keyframe) {
      this.#asking.need(nowMs);
      return;
    }
    this.#needsKeyframe = false;
    if (frame.keyframe) this.#asking.satisfied();
    const ticks = wholeTicks(timestamp, videoTicksPerMs, nowMs);
    this.#originMs ??= ticks / videoTicksPerMs;
    this.#options.onPicture(Math.round(ticks - this.#originMs * videoTicksPerMs), toSample(frame.data));
  }

  #hear({ payload, timestamp }: RtpPacket): void {
    if (this.#originMs === null) return;
    const ticks = wholeTicks(timestamp, soundTicksPerMs, this.#options.clock.now());
    const start = Math.round(ticks - this.#originMs * soundTicksPerMs);
    if (start >= 0) this.#options.onSound(start, payload);
  }
}
