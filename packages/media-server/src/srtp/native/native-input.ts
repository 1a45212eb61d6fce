import {
  addressBytes,
  doNotWait,
  Messages,
  messageWords as words,
  point,
  truncated,
  vectorWords,
} from './mmsghdr.ts';
import type { NativeFunctions } from './openssl.ts';

const datagramBytesMax = 2048;
const atOnce = 32;
/** In one turn of the event loop; what is there after so many is told again: nobody floods it to a standstill. */
const roundsMax = 4;
const addressesMax = 10_000;

export type TakeDatagram = (datagram: Buffer, address: string, port: number) => void;

/**
 * Takes datagrams off a socket, many by one call of recvmmsg(2), into memory that is used again: whoever takes one must
 * have copied what they keep of it before they return. Shared by all sockets of a process.
 */
export class NativeInput {
  readonly #receive: NativeFunctions['receiveMessages'];
  readonly #bytes = Buffer.alloc(atOnce * datagramBytesMax);
  readonly #names = Buffer.alloc(atOnce * addressBytes);
  readonly #messages: Messages;
  /** IPv4 addresses as text, which is dear to make for each packet. */
  readonly #addresses = new Map<number, string>();
  #busy = false;
  #roundsLeft = roundsMax;

  constructor({ receiveMessages, addressOf }: NativeFunctions) {
    this.#receive = receiveMessages;
    this.#messages = new Messages(atOnce, addressOf);
    const { messages, vectors } = this.#messages;
    const [bytesAt, namesAt] = [addressOf(this.#bytes), addressOf(this.#names)];
    for (let i = 0; i < atOnce; i += 1) {
      const vector = i * vectorWords.of;
      point(messages, i * words.of + words.name, namesAt + i * addressBytes);
      point(vectors, vector + vectorWords.base, bytesAt + i * datagramBytesMax);
      vectors[vector + vectorWords.length] = datagramBytesMax;
    }
  }

  /** Takes what is there, without waiting, and tells how much it was; of a flood only so much in a turn. */
  drain(descriptor: number, take: TakeDatagram): number {
    if (this.#busy) return 0;
    this.#busy = true;
    let taken = 0;
    try {
      while (this.#roundsLeft > 0) {
        const count = Math.max(0, this.#round(descriptor, take));
        taken += count;
        if (count < atOnce) break;
        this.#spend();
      }
    } finally {
      this.#busy = false;
    }
    return taken;
  }

  /** Each datagram of a turn has an event of its own, and each of them drains. */
  #spend(): void {
    if (this.#roundsLeft === roundsMax) setImmediate(() => (this.#roundsLeft = roundsMax));
    this.#roundsLeft -= 1;
  }

  #round(descriptor: number, take: TakeDatagram): number {
    const { messages, at } = this.#messages;
    for (let i = 0; i < atOnce; i += 1) messages[i * words.of + words.nameBytes] = addressBytes;
    const count = this.#receive(descriptor, at, atOnce, doNotWait, 0);
    for (let i = 0; i < count; i += 1) {
      const message = i * words.of;
      const bytes = messages[message + words.length] ?? 0;
      const isWhole = ((messages[message + words.flags] ?? 0) & truncated) === 0;
      if (!isWhole || messages[message + words.nameBytes] !== addressBytes) continue;
      const from = i * datagramBytesMax;
      const name = i * addressBytes;
      const address = this.#addressOf(this.#names.readUInt32BE(name + 4));
      take(this.#bytes.subarray(from, from + bytes), address, this.#names.readUInt16BE(name + 2));
    }
    return count;
  }

  #addressOf(address: number): string {
    const known = this.#addresses.get(address);
    if (known !== undefined) return known;
    if (this.#addresses.size >= addressesMax) this.#addresses.clear();
    const text = [24, 16, 8, 0].map((shift) => (address >>> shift) & 0xff).join('.');
    this.#addresses.set(address, text);
    return text;
  }
}
