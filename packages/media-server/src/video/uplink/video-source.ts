import type { Frame } from 'node-av/lib';
import type { VideoCodec } from '../../children/messages.ts';
import type { RtpPacket } from '../../rtp/rtp-packet.ts';
import type { EncodedFrame } from '../encoded-frame.ts';
import type { VideoCounters } from '../video-counters.ts';
import { FrameAssembler } from './frame-assembler.ts';
import { createKeyframeAsking } from './keyframe-asking.ts';
import { createPictureDecoder, type PictureDecoder } from './picture-decoder.ts';

/** How long the last picture of somebody who sends nothing is shown. A screen on which nothing moves sends little. */
const pictureMsMax = { camera: 2000, screen: 10_000 } as const;
/** Frames of about a second: nobody draws then, so nobody will come for them soon. */
const waitingMax = 30;
/** How long a source that stayed dark while it was watched is not believed when it only sends packets. */
const distrustMs = { first: 1000, most: 60_000 } as const;

/** What of a source a viewer would see now. */
export interface SourcePicture {
  frame: Frame;
  /** No other picture of this process has it. */
  number: number;
}

export interface VideoSourceOptions {
  kind: 'camera' | 'screen';
  codec: VideoCodec;
  counters: VideoCounters;
  now: () => number;
  onKeyframeWanted: () => void;
  /** The size is 0×0 while it is not known: it sends and nobody sees it. */
  onLive: (live: boolean, width: number, height: number) => void;
}

/**
 * One uplink: from its packets to its newest picture. Nothing is decoded while nobody sees it; that it sends is told all
 * the same, so that it can come into the picture.
 */
export class VideoSource {
  readonly #options: VideoSourceOptions;
  readonly #assembler;
  readonly #asking;
  #decoder: PictureDecoder | null = null;
  #watched = false;
  #needsKeyframe = true;
  /** Whole frames that are not decoded yet. */
  #waiting: EncodedFrame[] = [];
  #number = 0;
  #pictureMs = -Infinity;
  #watchedMs = -Infinity;
  #told: { live: boolean; width: number; height: number } | null = null;
  #darkMs = -Infinity;
  #distrustMs: number = distrustMs.first;

  constructor(options: VideoSourceOptions) {
    this.#options = options;
    this.#asking = createKeyframeAsking(options.onKeyframeWanted);
    this.#assembler = new FrameAssembler({
      codec: options.codec,
      onFrame: (frame) => this.#wait(frame),
      onLoss: () => {
        this.#decodeWaiting();
        this.#lose();
      },
    });
  }

  /** Whether somebody sees it now; while nobody does it holds no decoder and no picture. */
  watch(watched: boolean): void {
    if (watched === this.#watched) return;
    this.#watched = watched;
    this.#watchedMs = this.#options.now();
    if (watched) this.#asking.need(this.#watchedMs);
    else this.#release();
  }

  push(packet: RtpPacket, nowMs: number): void {
    if (this.#watched) this.#assembler.push(packet, nowMs);
    else if (this.#told?.live !== true && nowMs - this.#darkMs >= this.#distrustMs) this.#tell(true, 0, 0);
  }

  /** Gives up what does not come any more, decodes what came, and tells when the source went live or dark. */
  refresh(nowMs: number): void {
    if (!this.#watched) return;
    this.#assembler.expire(nowMs);
    this.#decodeWaiting();
    this.#tellLive(nowMs);
  }

  /** The newest picture when it was refreshed, or null where that is too old to be shown. */
  picture(nowMs: number): SourcePicture | null {
    if (!this.#decoder || nowMs - this.#pictureMs > this.#pictureMsMax) return null;
    return { frame: this.#decoder.picture, number: this.#number };
  }

  close(): void {
    this.#watched = false;
    this.#release();
  }

  #release(): void {
    this.#assembler.reset();
    this.#waiting = [];
    this.#decoder?.close();
    this.#decoder = null;
    this.#needsKeyframe = true;
    this.#pictureMs = -Infinity;
  }

  /**
   * Frames are decoded right before their picture is wanted: what was just decoded is still in the processor's cache when
   * it is scaled.
   */
  #wait(frame: EncodedFrame): void {
    this.#waiting.push(frame);
    if (this.#waiting.length >= waitingMax) this.#decodeWaiting();
  }

  #decodeWaiting(): void {
    const frames = this.#waiting;
    this.#waiting = [];
    for (const frame of frames) this.#decode(frame);
  }

  #decode(frame: EncodedFrame): void {
    const nowMs = this.#options.now();
    if (this.#needsKeyframe && !frame.keyframe) {
      this.#asking.need(nowMs);
      return;
    }
    this.#decoder ??= createPictureDecoder(this.#options.codec);
    if (!this.#decoder.decode(frame)) {
      this.#options.counters.decodeErrors += 1;
      this.#lose();
      return;
    }
    this.#options.counters.framesDecoded += 1;
    if (this.#needsKeyframe) this.#asking.satisfied();
    this.#needsKeyframe = false;
    this.#number = this.#options.counters.framesDecoded;
    this.#pictureMs = nowMs;
    this.#tellLive(nowMs);
  }

  #lose(): void {
    this.#options.counters.losses += 1;
    this.#needsKeyframe = true;
    this.#asking.need(this.#options.now());
  }

  get #pictureMsMax(): number {
    return pictureMsMax[this.#options.kind];
  }

  #tellLive(nowMs: number): void {
    const picture = this.picture(nowMs);
    const live = picture !== null;
    const { width, height } = picture?.frame ?? { width: 0, height: 0 };
    // That nothing is there is known only after it had the time to come.
    if (!live && nowMs - this.#watchedMs < this.#pictureMsMax) return;
    if (this.#told?.live === live && this.#told.width === width && this.#told.height === height) return;
    if (live) this.#distrustMs = distrustMs.first;
    else {
      this.#darkMs = nowMs;
      this.#distrustMs = Math.min(this.#distrustMs * 2, distrustMs.most);
    }
    this.#tell(live, width, height);
  }

  #tell(live: boolean, width: number, height: number): void {
    this.#told = { live, width, height };
    this.#options.onLive(live, width, height);
  }
}
