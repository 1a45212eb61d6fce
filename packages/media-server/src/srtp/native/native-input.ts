import type { NativeFunctions } from './openssl.ts';

const datagramBytesMax = 2048;
const atOnce = 32;
/** What is there after so many rounds is told by the event loop again: nobody floods it to a standstill. */
const roundsMax = 4;
const doNotWait = 0x40;
const truncated = 0x20;
const nameBytes = 16;
const addressesMax = 10_000;
const high = 0x100000000;

/** Words of 32 bits in `struct mmsghdr` of Linux with 64 bits, and where they stand. */
const words = { of: 16, name: 0, nameBytes: 2, vector: 4, vectors: 6, flags: 12, length: 14 } as const;

export type TakeDatagram = (datagram: Buffer, address: string, port: number) => void;

/**
 * Takes datagrams off a socket, many by one call of recvmmsg(2), into memory that is used again: whoever takes one must
 * have copied what they keep of it before they return. Shared by all sockets of a process.
 */
export class NativeInput {
  readonly #receive: NativeFunctions['receiveMessages'];
  readonly #bytes = Buffer.alloc(atOnce * datagramBytesMax);
  readonly #messages = new Uint32Array(atOnce * words.of);
  readonly #vectors = new Uint32Array(atOnce * 4);
  readonly #names = Buffer.alloc(atOnce * nameBytes);
  readonly #messagesAt: number;
  /** IPv4 addresses as text, which is dear to make for each packet. */
  readonly #addresses = new Map<number, string>();
  #busy = false;

  constructor({ receiveMessages, addressOf }: NativeFunctions) {
    this.#receive = receiveMessages;
    this.#messagesAt = addressOf(Buffer.from(this.#messages.buffer));
    const vectorsAt = addressOf(Buffer.from(this.#vectors.buffer));
    const [bytesAt, namesAt] = [addressOf(this.#bytes), addressOf(this.#names)];
    const point = (memory: Uint32Array, at: number, address: number) => {
      memory[at] = address >>> 0;
      memory[at + 1] = Math.floor(address / high);
    };
    for (let i = 0; i < atOnce; i += 1) {
      point(this.#messages, i * words.of + words.name, namesAt + i * nameBytes);
      point(this.#messages, i * words.of + words.vector, vectorsAt + i * 16);
      this.#messages[i * words.of + words.vectors] = 1;
      point(this.#vectors, i * 4, bytesAt + i * datagramBytesMax);
      this.#vectors[i * 4 + 2] = datagramBytesMax;
    }
  }

  /** Takes what is there, without waiting. */
  drain(descriptor: number, take: TakeDatagram): void {
    if (this.#busy) return;
    this.#busy = true;
    try {
      for (let round = 0; round < roundsMax && this.#round(descriptor, take) === atOnce; round += 1);
    } finally {
      this.#busy = false;
    }
  }

  #round(descriptor: number, take: TakeDatagram): number {
    const messages = this.#messages;
    for (let i = 0; i < atOnce; i += 1) messages[i * words.of + words.nameBytes] = nameBytes;
    const count = this.#receive(descriptor, this.#messagesAt, atOnce, doNotWait, 0);
    for (let i = 0; i < count; i += 1) {
      const message = i * words.of;
      const bytes = messages[message + words.length] ?? 0;
      const isWhole = ((messages[message + words.flags] ?? 0) & truncated) === 0;
      if (!isWhole || messages[message + words.nameBytes] !== nameBytes) continue;
      const from = i * datagramBytesMax;
      const name = i * nameBytes;
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
