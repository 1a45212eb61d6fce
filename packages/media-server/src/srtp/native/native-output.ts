import {
  addressBytes,
  doNotWait,
  Messages,
  messageWords as words,
  point,
  pointedAt,
  vectorWords,
} from './mmsghdr.ts';
import type { NativeMemory } from './native-memory.ts';

const solUdp = 17;
const udpSegment = 103;
const segmentsMax = 64;
const datagramBytesMax = 65_000;
const controlBytes = 24;
const messagesMax = 64;
const messageBytes = words.of * 4;

/** `struct sockaddr_in` of Linux. */
export function socketAddress(address: string, port: number): Buffer {
  const bytes = Buffer.alloc(addressBytes);
  bytes.writeUInt16LE(2, 0);
  bytes.writeUInt16BE(port, 2);
  address.split('.').forEach((part, i) => (bytes[4 + i] = Number(part)));
  return bytes;
}

/**
 * Sends packets out of the arena. Packets to one address whose sizes are equal, the last of which may be shorter, are one
 * message with UDP_SEGMENT (udp(7), Linux 4.18), which the kernel cuts into datagrams; messages to whomever go by one
 * call of sendmmsg(2).
 */
export class NativeOutput {
  readonly #memory: NativeMemory;
  readonly #messages: Uint32Array;
  readonly #vectors: Uint32Array;
  readonly #controls = Buffer.alloc(messagesMax * controlBytes);
  readonly #messagesAt: number;
  #count = 0;
  #end = 0;
  /** Of the last message: who gets it, and its packets so far. */
  #descriptor = -1;
  #nameAt = 0;
  #size = 0;
  #bytes = 0;
  #packets = 0;
  /** Datagrams that the kernel did not take. */
  refused = 0;

  constructor(memory: NativeMemory) {
    this.#memory = memory;
    const { addressOf } = memory.functions;
    const { messages, vectors, at } = new Messages(messagesMax, addressOf);
    this.#messages = messages;
    this.#vectors = vectors;
    this.#messagesAt = at;
    const controlsAt = addressOf(this.#controls);
    for (let i = 0; i < messagesMax; i += 1) {
      const message = i * words.of;
      messages[message + words.nameBytes] = addressBytes;
      point(messages, message + words.control, controlsAt + controlBytes * i);
      this.#controls.writeUInt32LE(18, i * controlBytes);
      this.#controls.writeUInt32LE(solUdp, i * controlBytes + 8);
      this.#controls.writeUInt32LE(udpSegment, i * controlBytes + 12);
    }
  }

  /** Where the next packet begins in the arena; what waits is sent where there is no room for so many bytes. */
  reserve(bytes: number): number {
    if (this.#end + bytes > this.#memory.arena.length) this.flush();
    return this.#end;
  }

  /** The packet that was reserved for is complete; `nameAt` is the address of whom it is for. */
  add(descriptor: number, nameAt: number, bytes: number): void {
    const continues =
      this.#count > 0 &&
      nameAt === this.#nameAt &&
      descriptor === this.#descriptor &&
      bytes <= this.#size &&
      this.#bytes === this.#packets * this.#size &&
      this.#packets < segmentsMax &&
      this.#bytes + bytes <= datagramBytesMax;
    if (continues) this.#continue(bytes);
    else this.#begin(descriptor, nameAt, bytes);
    this.#end += bytes;
  }

  #continue(bytes: number): void {
    const at = this.#count - 1;
    this.#bytes += bytes;
    this.#packets += 1;
    this.#vectors[at * vectorWords.of + vectorWords.length] = this.#bytes;
    this.#messages[at * words.of + words.controlBytes] = controlBytes;
  }

  #begin(descriptor: number, nameAt: number, bytes: number): void {
    if (this.#count > 0 && descriptor !== this.#descriptor) this.#send();
    if (this.#count === messagesMax) this.#send();
    const at = this.#count;
    this.#count += 1;
    this.#descriptor = descriptor;
    this.#nameAt = nameAt;
    this.#size = bytes;
    this.#bytes = bytes;
    this.#packets = 1;
    point(this.#messages, at * words.of + words.name, nameAt);
    point(this.#vectors, at * vectorWords.of + vectorWords.base, this.#memory.arenaAt + this.#end);
    this.#vectors[at * vectorWords.of + vectorWords.length] = bytes;
    this.#messages[at * words.of + words.controlBytes] = 0;
    this.#controls.writeUInt16LE(bytes & 0xffff, at * controlBytes + 16);
  }

  /** Sends everything that waits. */
  flush(): void {
    if (this.#count > 0) this.#send();
    this.#end = 0;
  }

  /** Messages whose packets stay in the arena until all are gone. */
  #send(): void {
    const count = this.#count;
    this.#count = 0;
    const { sendMessages } = this.#memory.functions;
    let next = 0;
    while (next < count) {
      const sent = sendMessages(
        this.#descriptor,
        this.#messagesAt + messageBytes * next,
        count - next,
        doNotWait,
      );
      if (sent > 0) next += sent;
      else {
        this.#sendSingly(next);
        next += 1;
      }
    }
  }

  /** Some interfaces cannot segment, or the buffer was full: once more, one packet after the other. */
  #sendSingly(at: number): void {
    const base = at * vectorWords.of + vectorWords.base;
    const length = at * vectorWords.of + vectorWords.length;
    const bytes = this.#vectors[length] ?? 0;
    const segmented = (this.#messages[at * words.of + words.controlBytes] ?? 0) > 0;
    const size = segmented ? this.#controls.readUInt16LE(at * controlBytes + 16) : bytes;
    const from = pointedAt(this.#vectors, base);
    const { sendMessages } = this.#memory.functions;
    this.#messages[at * words.of + words.controlBytes] = 0;
    for (let sent = 0; sent < bytes; sent += size) {
      point(this.#vectors, base, from + sent);
      this.#vectors[length] = Math.min(size, bytes - sent);
      const messageAt = this.#messagesAt + messageBytes * at;
      if (sendMessages(this.#descriptor, messageAt, 1, doNotWait) <= 0) this.refused += 1;
    }
  }
}
