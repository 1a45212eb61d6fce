import type { PictureLayer, StreamId } from '../../children/messages.ts';
import { readRtp, type RtpPacket } from '../../rtp/rtp-packet.ts';
import { FrameAssembly } from './frame-assembly.ts';
import type { PictureFrame } from './picture-frame.ts';

const sliceMs = 2;
const waitingFramesMax = 200;

/** Who receives on this edge. */
export interface Receiver {
  mix: StreamId;
  own: StreamId;
  follows(stream: StreamId): boolean;
  sendAudio(timestamp: number, marker: boolean, payload: Buffer): void;
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
  readonly #layerUsers = new Map<StreamId, number>();
  #frames: { frame: PictureFrame; to: Receiver[]; next: number }[] = [];
  #running = false;
  #closed = false;
  /** Pictures that were thrown away because the process cannot keep up. */
  framesDropped = 0;

  add(receiver: Receiver, layers: readonly PictureLayer[]): void {
    const others = this.#byMix.get(receiver.mix) ?? new Set();
    others.add(receiver);
    this.#byMix.set(receiver.mix, others);
    this.#byOwn.set(receiver.own, receiver);
    for (const layer of layers) {
      this.#layerUsers.set(layer.stream, (this.#layerUsers.get(layer.stream) ?? 0) + 1);
      if (!this.#assemblies.has(layer.stream)) this.#assemblies.set(layer.stream, new FrameAssembly(layer));
    }
  }

  remove(receiver: Receiver, layers: readonly PictureLayer[]): void {
    const others = this.#byMix.get(receiver.mix);
    others?.delete(receiver);
    if (others?.size === 0) this.#byMix.delete(receiver.mix);
    if (this.#byOwn.get(receiver.own) === receiver) this.#byOwn.delete(receiver.own);
    for (const { stream } of layers) {
      const users = (this.#layerUsers.get(stream) ?? 0) - 1;
      if (users > 0) this.#layerUsers.set(stream, users);
      else {
        this.#layerUsers.delete(stream);
        this.#assemblies.delete(stream);
      }
    }
  }

  /** A datagram from another process of this node. */
  receive(datagram: Buffer): void {
    const packet = readRtp(datagram);
    if (packet === null) return;
    const assembly = this.#assemblies.get(packet.ssrc);
    if (assembly !== undefined) this.#picture(assembly, packet);
    else this.#sound(packet);
  }

  #sound(packet: RtpPacket): void {
    const own = this.#byOwn.get(packet.ssrc);
    own?.sendAudio(packet.timestamp, packet.marker, packet.payload);
    const all = this.#byMix.get(packet.ssrc);
    if (all === undefined) return;
    for (const receiver of all) receiver.sendAudio(packet.timestamp, packet.marker, packet.payload);
  }

  #picture(assembly: FrameAssembly, packet: RtpPacket): void {
    for (const frame of assembly.add(packet)) {
      if (this.#frames.length >= waitingFramesMax) {
        this.#frames.shift();
        this.framesDropped += 1;
      }
      this.#frames.push({ frame, to: this.#followers(frame.layer.stream), next: 0 });
    }
    this.#run();
  }

  #followers(stream: StreamId): Receiver[] {
    const found: Receiver[] = [];
    for (const receivers of this.#byMix.values()) {
      for (const receiver of receivers) if (receiver.follows(stream)) found.push(receiver);
    }
    return found;
  }

  #run(): void {
    if (this.#running || this.#closed) return;
    const until = performance.now() + sliceMs;
    for (;;) {
      const job = this.#frames[0];
      if (job === undefined) return;
      const receiver = job.to[job.next];
      if (receiver === undefined) {
        this.#frames.shift();
        continue;
      }
      job.next += 1;
      receiver.sendPicture(job.frame);
      if (performance.now() >= until) break;
    }
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
