import { isOpusPause, opusSamples } from '@cloudmeet/media-core';
import { silenceOf } from '@cloudmeet/media-core/mp4';
import { opusDelaySamples } from '../../audio/codec/opus-encoder.ts';
import { takeFramesBefore, type SoundFrame, type SoundLine } from './sound-line.ts';

/** The shortest frame, of 2.5 ms: what is nearer than that stands as it came. */
const stepSamples = 120;

/** The packets of the mix as they are: nothing is decoded or encoded. */
export class OpusLine implements SoundLine {
  readonly init = { codec: 'opus', preSkip: opusDelaySamples } as const;
  #frames: SoundFrame[] = [];
  #end = 0;

  get encodedUntil(): number {
    return this.#end;
  }

  push(start: number, packet: Buffer): void {
    const samples = opusSamples(packet);
    if (samples === null || start < this.#end - stepSamples) return;
    this.#silence(start - this.#end);
    // A decoder would make a sound up where the mixer made a pause.
    if (isOpusPause(packet)) this.#silence(samples);
    else this.#add(packet, samples);
  }

  padTo(end: number): void {
    if (end > this.#end) this.#silence(Math.ceil((end - this.#end) / stepSamples) * stepSamples);
  }

  takeBefore(end: number): SoundFrame[] {
    return takeFramesBefore(this.#frames, end);
  }

  close(): void {
    this.#frames = [];
  }

  #silence(length: number): void {
    for (const { data, samples, count } of silenceOf('opus', length))
      for (let frame = 0; frame < count; frame += 1) this.#add(data, samples);
  }

  #add(data: Buffer, samples: number): void {
    this.#frames.push({ start: this.#end, samples, data });
    this.#end += samples;
  }
}
