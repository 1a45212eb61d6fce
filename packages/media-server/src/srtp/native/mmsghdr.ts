/** Words of 32 bits in `struct mmsghdr` of Linux with 64 bits (sendmmsg(2), recvmmsg(2)), and where they stand. */
export const messageWords = {
  of: 16,
  name: 0,
  nameBytes: 2,
  vector: 4,
  vectors: 6,
  control: 8,
  controlBytes: 10,
  flags: 12,
  length: 14,
} as const;

/** Of `struct iovec`: where it begins, and how long it is. */
export const vectorWords = { of: 4, base: 0, length: 2 } as const;

/** Bytes of `struct sockaddr_in`. */
export const addressBytes = 16;

/** MSG_DONTWAIT and MSG_TRUNC. */
export const [doNotWait, truncated] = [0x40, 0x20];

const high = 0x100000000;

/** Writes a pointer: two words, the lower first. */
export function point(memory: Uint32Array, at: number, address: number): void {
  memory[at] = address >>> 0;
  memory[at + 1] = Math.floor(address / high);
}

/** The address that `point` wrote. */
export function pointedAt(memory: Uint32Array, at: number): number {
  return (memory[at] ?? 0) + (memory[at + 1] ?? 0) * high;
}

/** Messages for so many datagrams, each with one vector of its own, in memory whose address is known. */
export class Messages {
  readonly messages: Uint32Array<ArrayBuffer>;
  readonly vectors: Uint32Array<ArrayBuffer>;
  readonly at: number;

  constructor(count: number, addressOf: (memory: Buffer) => number) {
    this.messages = new Uint32Array(count * messageWords.of);
    this.vectors = new Uint32Array(count * vectorWords.of);
    this.at = addressOf(Buffer.from(this.messages.buffer));
    const vectorsAt = addressOf(Buffer.from(this.vectors.buffer));
    for (let i = 0; i < count; i += 1) {
      const message = i * messageWords.of;
      point(this.messages, message + messageWords.vector, vectorsAt + i * vectorWords.of * 4);
      this.messages[message + messageWords.vectors] = 1;
    }
  }
}
