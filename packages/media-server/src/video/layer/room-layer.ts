import type { Frame } from 'node-av/lib';
import type { PictureLayer } from '../../children/messages.ts';
import { even } from '../picture/rectangle.ts';
import { inBundles } from '../../rtp/packet-bundle.ts';
import type { VideoCounters } from '../video-counters.ts';
import { createKeyframeGate } from './keyframe-gate.ts';
import { createLayerPackets } from './layer-packets.ts';
import { createPictureEncoder, type PictureEncoder } from './picture-encoder.ts';

export interface RoomLayerOptions {
  layer: PictureLayer;
  counters: VideoCounters;
  send: (datagram: Buffer, port: number) => void;
}

/** How a layer is made now: smaller or slower than it is meant while the process has too much to do. */
export interface LayerEffort {
  /** Share of the layer's width and height. */
  scale: number;
  framesPerSecond: number;
}

const clockRate = 90_000;
/** Pictures come in steps: one that comes a little before its time is not left out, and late ones are not made up for. */
const creditNeeded = 0.95;
const creditMax = 1.5;

/** One encode of a room's picture, running while somebody receives it. */
export class RoomLayer {
  readonly layer: PictureLayer;
  readonly #options: RoomLayerOptions;
  readonly #gate = createKeyframeGate();
  readonly #packets;
  #ports: readonly number[] = [];
  #effort: LayerEffort = { scale: 1, framesPerSecond: Infinity };
  #encoder: PictureEncoder | null = null;
  /** Of the next picture, how much its time has come. */
  #credit = 0;
  #askedTicks = -Infinity;

  constructor(options: RoomLayerOptions) {
    this.#options = options;
    this.layer = options.layer;
    this.#packets = createLayerPackets(options.layer.stream, options.layer.codec);
  }

  get wanted(): boolean {
    return this.#ports.length > 0;
  }

  /** The size that `encode` wants its picture in now. */
  get size(): { width: number; height: number } {
    const { width, height } = this.layer;
    const { scale } = this.#effort;
    return { width: even(width * scale), height: even(height * scale) };
  }

  get framesPerSecond(): number {
    return Math.min(this.layer.framesPerSecond, this.#effort.framesPerSecond);
  }

  /** The edges it goes to. One that comes new gets a keyframe; without any it is not encoded. */
  setEdges(ports: readonly number[]): void {
    if (ports.some((port) => !this.#ports.includes(port))) this.#gate.ask();
    this.#ports = ports;
    if (!this.wanted) this.pause();
  }

  setEffort(effort: LayerEffort): void {
    if (effort.scale !== this.#effort.scale) this.pause();
    this.#effort = effort;
  }

  askKeyframe(): void {
    this.#gate.ask();
  }

  setKeyframes(everyMs: number | null): void {
    this.#gate.setRhythm(everyMs);
  }

  keyframeDue(pictureMs: number): boolean {
    return this.#encoder === null || this.#gate.due(pictureMs);
  }

  /** Whether a picture is due at this time, when there shall be at most so many a second. To be asked each time. */
  due(ticks: number, framesPerSecondMax: number): boolean {
    const perTick = Math.min(this.framesPerSecond, framesPerSecondMax) / clockRate;
    this.#credit = Math.min(creditMax, this.#credit + (ticks - this.#askedTicks) * perTick);
    this.#askedTicks = ticks;
    return this.#credit >= creditNeeded;
  }

  /** Encodes a picture of `size` and sends it to the edges. `ticks`: its time in the 90 kHz clock, ever growing. */
  encode(picture: Frame, ticks: number, pictureMs: number): void {
    if (!this.wanted) return;
    const keyframe = this.keyframeDue(pictureMs);
    this.#encoder ??= createPictureEncoder({ ...this.layer, ...this.size });
    this.#credit -= 1;
    const frame = this.#encoder.encode(picture, ticks, keyframe);
    if (!frame) return;
    const { counters } = this.#options;
    counters.framesEncoded += 1;
    if (frame.keyframe) {
      counters.keyframesEncoded += 1;
      this.#gate.made(pictureMs);
    }
    for (const bundle of inBundles(this.#packets(frame.data, ticks % 2 ** 32))) this.#send(bundle);
  }

  /** Frees the encoder; the next picture is a keyframe. */
  pause(): void {
    this.#encoder?.close();
    this.#encoder = null;
  }

  close(): void {
    this.#ports = [];
    this.pause();
  }

  #send(datagram: Buffer): void {
    const { counters, send } = this.#options;
    for (const port of this.#ports) {
      send(datagram, port);
      counters.datagramsSent += 1;
      counters.bytesSent += datagram.length;
    }
  }
}
