import type { PictureLayer, StreamId } from '../../children/messages.ts';
import { eachPacket } from '../../rtp/packet-bundle.ts';
import { readRtp, type RtpPacket } from '../../rtp/rtp-packet.ts';
import { SharedPayloads } from '../../srtp/shared-payloads.ts';
import { unixNowMs } from '../clock.ts';
import { FrameAssembly } from './frame-assembly.ts';
import type { PictureFrame, SoundPacket } from './picture-frame.ts';

const sliceMs = 2;
/** Pictures for so many go out by one system call, and between them is looked at the time. */
const atOnce = 8;
const waitingFramesMax = 200;

/** Who receives on this edge. */
export interface Receiver {
  mix: StreamId;
  own: StreamId;
  follows(stream: StreamId): boolean;
  sendSound(packet: SoundPacket): void;
  sendPicture(frame: PictureFrame): void;
}

/**
 * Gives what the audio and video processes send to everybody who receives it. Sound goes out at once; pictures go out
 * in slices of about two milliseconds, so that sound that arrives meanwhile is never behind a whole picture for all.
 */
export class FanOut {
  readonly #byMix = new Map<StreamId, Set<Receiver>>();
  readonly #byOwn = new Map<StreamId, Receiver>();
  readonly #assemblies = new Map<StreamId, FrameAssembly>();
  readonly #byLayer = new Map<StreamId, Set<Receiver>>();
  readonly #together: (run: () => void) => void;
  #frames: { frame: PictureFrame; to: Receiver[]; next: number }[] = [];
  #running = false;
  #closed = false;
  /** Pictures that were thrown away because the process cannot keep up. */
  framesDropped = 0;

  /** `together`: what receivers send while it runs goes out at its end. */
  constructor(together: (run: () => void) => void = (run) => run()) {
    this.#together = together;
  }

  add(receiver: Receiver, layers: readonly PictureLayer[]): void {
    const others = this.#byMix.get(receiver.mix) ?? new Set();
    others.add(receiver);
    this.#byMix.set(receiver.mix, others);
    this.#byOwn.set(receiver.own, receiver);
    for (const layer of layers) {
      const users = this.#byLayer.get(layer.stream) ?? new Set();
      users.add(receiver);
      this.#byLayer.set(layer.stream, users);
      if (!this.#assemblies.has(layer.stream)) this.#assemblies.set(layer.stream, new FrameAssembly(layer));
    }
  }

  remove(receiver: Receiver, layers: readonly PictureLayer[]): void {
    const others = this.#byMix.get(receiver.mix);
    others?.delete(receiver);
    if (others?.size === 0) this.#byMix.delete(receiver.mix);
    if (this.#byOwn.get(receiver.own) === receiver) this.#byOwn.delete(receiver.own);
    for (const { stream } of layers) {
      const users = this.#byLayer.get(stream);
      users?.delete(receiver);
      if (users === undefined || users.size > 0) continue;
      this.#byLayer.delete(stream);
      this.#assemblies.delete(stream);
    }
  }

  /**
   * A datagram from another process of this node: a packet or a bundle of them. Its sound goes out together; pictures
   * go by themselves, or the first slice would wait for the last.
   */
  receive(datagram: Buffer): void {
    this.#together(() => eachPacket(datagram, (packet) => this.#packet(packet)));
    this.#run();
  }

  #packet(datagram: Buffer): void {
    const packet = readRtp(datagram);
    if (packet === null) return;
    const assembly = this.#assemblies.get(packet.ssrc);
    if (assembly !== undefined) this.#picture(assembly, packet);
    else this.#sound(packet);
  }

  #sound({ ssrc, timestamp, marker, payload }: RtpPacket): void {
    const own = this.#byOwn.get(ssrc);
    const all = this.#byMix.get(ssrc);
    if (own === undefined && all === undefined) return;
    const sound = { timestamp, unixMs: unixNowMs(), marker, payloads: new SharedPayloads([payload]) };
    own?.sendSound(sound);
    if (all !== undefined) for (const receiver of all) receiver.sendSound(sound);
  }

  #picture(assembly: FrameAssembly, packet: RtpPacket): void {
    for (const frame of assembly.add(packet)) {
      if (this.#frames.length >= waitingFramesMax) {
        this.#frames.shift();
        this.framesDropped += 1;
      }
      this.#frames.push({ frame, to: this.#followers(frame.layer.stream), next: 0 });
    }
  }

  #followers(stream: StreamId): Receiver[] {
    const found: Receiver[] = [];
    for (const receiver of this.#byLayer.get(stream) ?? []) {
      if (receiver.follows(stream)) found.push(receiver);
    }
    return found;
  }

  #run(): void {
    if (this.#running || this.#closed || this.#frames.length === 0) return;
    const until = performance.now() + sliceMs;
    while (this.#frames.length > 0) {
      this.#together(() => this.#sendSome());
      if (performance.now() >= until) return this.#goOn();
    }
  }

  /** Gives the oldest picture to the next few who receive it. */
  #sendSome(): void {
    const job = this.#frames[0];
    if (job === undefined) return;
    const until = Math.min(job.to.length, job.next + atOnce);
    for (; job.next < until; job.next += 1) job.to[job.next]?.sendPicture(job.frame);
    if (job.next === job.to.length) this.#frames.shift();
  }

  /** After whatever else has come meanwhile. */
  #goOn(): void {
    if (this.#frames.length === 0) return;
    this.#running = true;
    setImmediate(() => {
      this.#running = false;
      this.#run();
    });
  }

  close(): void {
    this.#closed = true;
    this.#frames = [];
  }
}
