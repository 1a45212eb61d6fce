import type { NativeMemory } from './native-memory.ts';

const solUdp = 17;
const udpSegment = 103;
const doNotWait = 0x40;
const segmentsMax = 64;
const datagramBytesMax = 65_000;
const addressBytes = 16;
const controlBytes = 24;

/** `struct sockaddr_in` of Linux. */
export function socketAddress(address: string, port: number): Buffer {
  const bytes = Buffer.alloc(addressBytes);
  bytes.writeUInt16LE(2, 0);
  bytes.writeUInt16BE(port, 2);
  address.split('.').forEach((part, i) => (bytes[4 + i] = Number(part)));
  return bytes;
}

/**
 * Sends packets out of the arena by sendmsg(2): a run of packets of one size, the last of which may be shorter, is one
 * call with UDP_SEGMENT (udp(7), Linux 4.18), which the kernel cuts into datagrams.
 */
export class NativeOutput {
  readonly #memory: NativeMemory;
  readonly #vector = Buffer.alloc(16);
  readonly #control = Buffer.alloc(controlBytes);
  readonly #message = Buffer.alloc(56);
  readonly #messageAt: number;
  /** Datagrams that the kernel did not take. */
  refused = 0;

  constructor(memory: NativeMemory) {
    this.#memory = memory;
    const { addressOf } = memory.functions;
    this.#control.writeBigUInt64LE(18n, 0);
    this.#control.writeInt32LE(solUdp, 8);
    this.#control.writeInt32LE(udpSegment, 12);
    this.#message.writeUInt32LE(addressBytes, 8);
    this.#message.writeBigUInt64LE(BigInt(addressOf(this.#vector)), 16);
    this.#message.writeBigUInt64LE(1n, 24);
    this.#message.writeBigUInt64LE(BigInt(addressOf(this.#control)), 32);
    this.#messageAt = addressOf(this.#message);
  }

  /** Sends packets that lie one behind the other from the start of the arena, of these lengths. */
  send(descriptor: number, nameAt: bigint, lengths: readonly number[]): void {
    this.#message.writeBigUInt64LE(nameAt, 0);
    let from = 0;
    let first = 0;
    while (first < lengths.length) {
      const size = lengths[first] ?? 0;
      let bytes = size;
      let count = 1;
      while (first + count < lengths.length && count < segmentsMax) {
        const next = lengths[first + count] ?? 0;
        const whole = bytes === count * size;
        if (!whole || next > size || bytes + next > datagramBytesMax) break;
        bytes += next;
        count += 1;
      }
      this.#run(descriptor, from, bytes, size, count);
      from += bytes;
      first += count;
    }
  }

  #run(descriptor: number, from: number, bytes: number, size: number, count: number): void {
    if (count > 1 && this.#sendOne(descriptor, from, bytes, size)) return;
    if (count > 1) {
      // Some interfaces cannot segment, or the buffer was full: once more, one by one.
      for (let at = 0; at < bytes; at += size) {
        if (!this.#sendOne(descriptor, from + at, Math.min(size, bytes - at), 0)) this.refused += 1;
      }
      return;
    }
    if (!this.#sendOne(descriptor, from, bytes, 0)) this.refused += 1;
  }

  #sendOne(descriptor: number, from: number, bytes: number, segment: number): boolean {
    this.#vector.writeBigUInt64LE(BigInt(this.#memory.arenaAt + from), 0);
    this.#vector.writeUInt32LE(bytes, 8);
    this.#control.writeUInt16LE(segment, 16);
    this.#message.writeUInt32LE(segment > 0 ? controlBytes : 0, 40);
    return this.#memory.functions.sendMessage(descriptor, this.#messageAt, doNotWait) >= 0;
  }
}
