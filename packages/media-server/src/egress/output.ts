import type { FromEgress, OutputOrder } from '../children/messages.ts';
import type { RtpPacket } from '../rtp/rtp-packet.ts';
import type { Clock } from '../video/clock.ts';
import type { ParameterSets } from './mp4/h264-sample.ts';
import { pictureSize } from './mp4/picture-size.ts';
import { RoomIntake } from './room-intake.ts';
import { SegmentFolder } from './segments/segment-folder.ts';
import { sameParameters, Segmenter, type FinishedSegment } from './segments/segmenter.ts';
import { SoundSegmenter } from './segments/sound-segmenter.ts';
import { AacLine } from './sound/aac-line.ts';
import { OpusLine } from './sound/opus-line.ts';
import type { SoundLine } from './sound/sound-line.ts';

export interface OutputOptions extends OutputOrder {
  clock: Clock;
  tell: (message: FromEgress) => void;
}

/** One room's picture and mix as files: nothing is encoded again, but the sound where it is to be AAC. */
export class Output {
  readonly #options: OutputOptions;
  readonly #folder: SegmentFolder;
  readonly #intake: RoomIntake;
  readonly #sound: SoundLine;
  /** By pictures, or for sound alone by time. */
  readonly #segmenter: Segmenter | SoundSegmenter;
  #isBegun = false;
  /** What the beginning of the file says; undefined: nothing yet. */
  #beginning: ParameterSets | null | undefined;
  #writes: Promise<void> = Promise.resolve();
  #state: 'open' | 'closing' | 'failed' = 'open';

  private constructor(options: OutputOptions, folder: SegmentFolder) {
    const { video, audio, audioCodec, clock, segmentMs, tell } = options;
    this.#options = options;
    this.#folder = folder;
    this.#sound = audioCodec === 'opus' ? new OpusLine() : new AacLine();
    const cutting = {
      ...{ sound: this.#sound, segmentMs, firstNumber: folder.nextNumber },
      onSegment: (segment: FinishedSegment) => this.#enqueue(() => this.#write(segment)),
    };
    this.#segmenter = video === null ? new SoundSegmenter(cutting) : new Segmenter(cutting);
    this.#intake = new RoomIntake({
      ...{ video, audio, clock },
      askKeyframe: (stream) => tell({ t: 'keyframe.wanted', stream }),
      onPicture: (ticks, sample) => {
        this.#tellBegun();
        if (this.#segmenter instanceof Segmenter) this.#segmenter.push(ticks, sample);
      },
      onSound: (start, packet) => this.#sound.push(start, packet),
    });
    if (video === null) this.#tellBegun();
  }

  /** @throws Error of the file system where the folder cannot be used. */
  static async open(options: OutputOptions): Promise<Output> {
    return new Output(options, await SegmentFolder.open(options.folder));
  }

  receive(packet: RtpPacket): void {
    if (this.#state === 'open') this.#intake.receive(packet);
  }

  /** To be called some times a second. */
  refresh(): void {
    if (this.#state !== 'open') return;
    if (this.#segmenter instanceof SoundSegmenter) {
      this.#segmenter.refresh(this.#intake.nowMs);
      return;
    }
    const { nowTicks } = this.#intake;
    this.#intake.refresh(this.#segmenter.lacksKeyframe(nowTicks));
    this.#segmenter.refresh(nowTicks);
  }

  /** Writes what is left. Idempotent. */
  async close(): Promise<void> {
    if (this.#state === 'open') {
      this.#segmenter.close(this.#intake.nowMs);
      this.#state = 'closing';
    }
    await this.#writes;
    this.#sound.close();
  }

  #tellBegun(): void {
    if (this.#isBegun) return;
    this.#isBegun = true;
    const { output, tell } = this.#options;
    tell({ t: 'output.begun', output, at: Math.round(this.#intake.originMs ?? 0), hlsUrl: null });
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
    if (this.#beginning === undefined || !sameParameters(parameters, this.#beginning)) {
      const size = parameters && (pictureSize(parameters.sequenceParameters) ?? this.#options);
      const picture = parameters && size && { ...parameters, width: size.width, height: size.height };
      await this.#folder.begin({ picture, sound: this.#sound.init });
      this.#beginning = parameters;
    }
    const startedAt = Math.round((this.#intake.originMs ?? 0) + startMs);
    const segment = await this.#folder.add(number, data, startedAt, Math.round(durationMs));
    this.#options.tell({ t: 'output.segment', output: this.#options.output, ...segment });
  }
}
