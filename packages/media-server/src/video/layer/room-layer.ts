import type { Frame } from 'node-av/lib';
import type { PictureLayer } from '../../children/messages.ts';
import { even } from '../picture/rectangle.ts';
import type { VideoCounters } from '../video-counters.ts';
import { createKeyframeGate } from './keyframe-gate.ts';
import { createLayerPackets } from './layer-packets.ts';
import { createPictureEncoder, type PictureEncoder } from './picture-encoder.ts';

export interface RoomLayerOptions {
  layer: PictureLayer;
  counters: VideoCounters;
  send: (packet: Buffer, port: number) => void;
}

/** How a layer is made now: smaller or slower than it is meant while the process has too much to do. */
export interface LayerEffort {
  /** Share of the layer's width and height. */
  scale: number;
  framesPerSecond: number;
}

const clockRate = 90_000;
/** Pictures come in steps: one that comes a little before its time is not left out. */
const earlyShare = 0.9;

/** One encode of a room's picture, running while somebody receives it. */
export class RoomLayer {
  readonly layer: PictureLayer;
  readonly #options: RoomLayerOptions;
  readonly #gate = createKeyframeGate();
  readonly #packets;
  #ports: readonly number[] = [];
  #effort: LayerEffort = { scale: 1, framesPerSecond: Infinity };
  #encoder: PictureEncoder | null = null;
  #lastTicks = -Infinity;

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
    if (!this.wanted) this.#stop();
  }

  setEffort(effort: LayerEffort): void {
    if (effort.scale !== this.#effort.scale) this.#stop();
    this.#effort = effort;
  }

  askKeyframe(): void {
    this.#gate.ask();
  }

  setKeyframes(everyMs: number | null): void {
    this.#gate.setRhythm(everyMs);
  }

  keyframeDue(nowMs: number): boolean {
    return this.#encoder === null || this.#gate.due(nowMs);
  }

  /** Whether a picture is due at this time, when there shall be at most so many a second. */
  due(ticks: number, framesPerSecondMax: number): boolean {
    const distance = clockRate / Math.min(this.framesPerSecond, framesPerSecondMax);
    return ticks - this.#lastTicks >= distance * earlyShare;
  }

  /** Encodes a picture of `size` and sends it to the edges. `ticks`: of the 90 kHz clock, ever growing. */
  encode(picture: Frame, ticks: number, nowMs: number): void {
    if (!this.wanted) return;
    const keyframe = this.keyframeDue(nowMs);
    this.#encoder ??= createPictureEncoder({ ...this.layer, ...this.size });
    this.#lastTicks = ticks;
    const frame = this.#encoder.encode(picture, ticks, keyframe);
    if (!frame) return;
    const { counters } = this.#options;
    counters.framesEncoded += 1;
    if (frame.keyframe) {
      counters.keyframesEncoded += 1;
      this.#gate.made(nowMs);
    }
    for (const packet of this.#packets(frame.data, ticks % 2 ** 32)) this.#send(packet);
  }

  close(): void {
    this.#ports = [];
    this.#stop();
  }

  #send(packet: Buffer): void {
    const { counters, send } = this.#options;
    for (const port of this.#ports) {
      send(packet, port);
      counters.datagramsSent += 1;
      counters.bytesSent += packet.length;
    }
  }

  #stop(): void {
    this.#encoder?.close();
    this.#encoder = null;
  }
}
