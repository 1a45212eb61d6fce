import { soundTrack, videoTrack } from '@cloudmeet/media-core/mp4';
import type { FromEgress, OutputOrder } from '../children/messages.ts';
import type { RtpPacket } from '../rtp/rtp-packet.ts';
import type { Clock } from '../video/clock.ts';
import type { EncodedFrame } from '../video/encoded-frame.ts';
import { FrameAssembler } from '../video/uplink/frame-assembler.ts';
import { createKeyframeAsking } from '../video/uplink/keyframe-asking.ts';
import { toSample, type ParameterSets } from './mp4/h264-sample.ts';
import { wholeTicks } from './segments/rtp-time.ts';
import { SegmentFolder } from './segments/segment-folder.ts';
import { sameParameters, Segmenter, type FinishedSegment } from './segments/segmenter.ts';
import { SoundSegmenter } from './segments/sound-segmenter.ts';
import { pictureSize } from './mp4/picture-size.ts';
import { createAacEncoder, type AacEncoder } from './sound/aac-encoder.ts';
import { createHeardSamples } from './sound/heard-samples.ts';
import { SoundLine } from './sound/sound-line.ts';

export interface OutputOptions extends OutputOrder {
  clock: Clock;
  tell: (message: FromEgress) => void;
}

const videoTicksPerMs = videoTrack.timescale / 1000;
const soundTicksPerMs = soundTrack.timescale / 1000;

/** One room's picture and mix as files: nothing is encoded again but the sound, once. */
export class Output {
  readonly #options: OutputOptions;
  readonly #folder: SegmentFolder;
  readonly #assembler: FrameAssembler;
  readonly #asking;
  readonly #heard = createHeardSamples();
  readonly #aac: AacEncoder = createAacEncoder();
  /** By pictures, or for sound alone by time. */
  readonly #segmenter: Segmenter | SoundSegmenter;
  readonly #sound: SoundLine;
  /** Time of the first picture, or of the beginning of sound alone, in milliseconds since 1970. */
  #originMs: number | null = null;
  #needsKeyframe = true;
  /** What the beginning of the file says; undefined: nothing yet. */
  #begun: ParameterSets | null | undefined;
  #writes: Promise<void> = Promise.resolve();
  #state: 'open' | 'closing' | 'failed' = 'open';

  private constructor(options: OutputOptions, folder: SegmentFolder) {
    this.#options = options;
    this.#folder = folder;
    const { video, segmentMs } = options;
    this.#asking = createKeyframeAsking(() => {
      if (video !== null) options.tell({ t: 'keyframe.wanted', stream: video });
    });
    this.#sound = new SoundLine(this.#aac);
    const cutting = {
      ...{ sound: this.#sound, segmentMs, firstNumber: folder.nextNumber },
      onSegment: (segment: FinishedSegment) => this.#enqueue(() => this.#write(segment)),
    };
    this.#segmenter = video === null ? new SoundSegmenter(cutting) : new Segmenter(cutting);
    this.#assembler = new FrameAssembler({
      codec: 'H264',
      onFrame: (frame, timestamp) => this.#see(frame, timestamp),
      onLoss: () => {
        this.#needsKeyframe = true;
        this.#asking.need(options.clock.now());
      },
    });
    if (video === null) this.#begin(options.clock.now());
  }

  /** @throws Error of the file system where the folder cannot be used. */
  static async open(options: OutputOptions): Promise<Output> {
    const { folder, segmentMs: segmentMsMax, keep } = options;
    return new Output(options, await SegmentFolder.open({ folder, segmentMsMax, keep }));
  }

  receive(packet: RtpPacket): void {
    if (this.#state !== 'open') return;
    if (packet.ssrc === this.#options.video) this.#assembler.push(packet, this.#options.clock.now());
    else if (packet.ssrc === this.#options.audio) this.#hear(packet);
  }

  /** To be called some times a second. */
  refresh(): void {
    if (this.#state !== 'open') return;
    const nowMs = this.#options.clock.now();
    const sinceMs = nowMs - (this.#originMs ?? nowMs);
    if (this.#segmenter instanceof SoundSegmenter) {
      this.#segmenter.refresh(sinceMs);
      return;
    }
    this.#assembler.expire(nowMs);
    const nowTicks = sinceMs * videoTicksPerMs;
    if (this.#originMs === null || this.#segmenter.lacksKeyframe(nowTicks)) this.#asking.need(nowMs);
    this.#segmenter.refresh(nowTicks);
  }

  /** Writes what is left and ends the playlist. Idempotent. */
  async close(): Promise<void> {
    if (this.#state === 'open') {
      this.#segmenter.close(this.#options.clock.now() - (this.#originMs ?? 0));
      this.#enqueue(() => this.#folder.end());
      this.#state = 'closing';
    }
    await this.#writes;
    this.#heard.close();
    this.#aac.close();
  }

  #begin(atMs: number): void {
    this.#originMs = atMs;
    this.#options.tell({
      ...{ t: 'output.begun', output: this.#options.output },
      ...{ at: Math.round(atMs), hlsUrl: null },
    });
  }

  #see(frame: EncodedFrame, timestamp: number): void {
    const nowMs = this.#options.clock.now();
    if (this.#needsKeyframe && !frame.keyframe) {
      this.#asking.need(nowMs);
      return;
    }
    this.#needsKeyframe = false;
    this.#asking.satisfied();
    const ticks = wholeTicks(timestamp, videoTicksPerMs, nowMs);
    if (this.#originMs === null) this.#begin(ticks / videoTicksPerMs);
    const sinceTicks = ticks - (this.#originMs ?? 0) * videoTicksPerMs;
    if (this.#segmenter instanceof Segmenter)
      this.#segmenter.push(Math.round(sinceTicks), toSample(frame.data));
  }

  #hear({ payload, timestamp }: RtpPacket): void {
    const samples = this.#heard.of(payload);
    if (this.#originMs === null || !samples) return;
    const ticks = wholeTicks(timestamp, soundTicksPerMs, this.#options.clock.now());
    const start = Math.round(ticks - this.#originMs * soundTicksPerMs);
    if (start >= 0) this.#sound.push(start, samples);
  }

  /** One after the other; the first that fails ends the output with what is there. */
  #enqueue(write: () => Promise<void>): void {
    this.#writes = this.#writes.then(async () => {
      if (this.#state === 'failed') return;
      try {
        await write();
      } catch (error) {
        this.#state = 'failed';
        const reason = error instanceof Error ? error.message : String(error);
        this.#options.tell({ t: 'output.failed', output: this.#options.output, reason });
      }
    });
  }

  async #write({ number, data, startMs, durationMs, parameters }: FinishedSegment): Promise<void> {
    if (this.#begun === undefined || !sameParameters(parameters, this.#begun)) {
      const size = parameters && (pictureSize(parameters.sequenceParameters) ?? this.#options);
      const picture = parameters && size && { ...parameters, width: size.width, height: size.height };
      await this.#folder.begin({ picture, soundConfig: this.#aac.config });
      this.#begun = parameters;
    }
    const startedAt = Math.round((this.#originMs ?? 0) + startMs);
    const segment = await this.#folder.add(number, data, startedAt, Math.round(durationMs));
    this.#options.tell({ t: 'output.segment', output: this.#options.output, ...segment });
  }
}
