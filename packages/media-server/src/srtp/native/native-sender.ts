import { packetBytesMax } from '../packet-slots.ts';
import type { SrtpMasterKey } from '../session-keys.ts';
import { fits, headerBytes, type OutgoingHeader, type SrtpSender, writeHeader } from '../srtp-sender.ts';
import { createNativeCipher, type NativeCipher } from './native-cipher.ts';
import { NativeMemory } from './native-memory.ts';
import { NativeOutput, socketAddress } from './native-output.ts';
import type { NativeFunctions } from './openssl.ts';

const waitingMax = 60;

/** What all native senders of a process share: the memory packets are built in, and who has packets there. */
export class NativeSending {
  readonly memory: NativeMemory;
  readonly output: NativeOutput;
  filling: NativeSender | null = null;

  constructor(functions: NativeFunctions) {
    this.memory = new NativeMemory(functions);
    this.output = new NativeOutput(this.memory);
  }

  /** Sends whole datagrams to ports of this machine: past Node's streams, too, and copied before it returns. */
  local(descriptor: number): (datagram: Buffer, port: number) => void {
    const names = new Map<number, { name: Buffer; at: bigint }>();
    const nameOf = (port: number) => {
      const known = names.get(port);
      if (known !== undefined) return known;
      const name = socketAddress('127.0.0.1', port);
      const made = { name, at: BigInt(this.memory.functions.addressOf(name)) };
      names.set(port, made);
      return made;
    };
    return (datagram, port) => {
      this.filling?.flush();
      datagram.copy(this.memory.arena);
      this.output.send(descriptor, nameOf(port).at, [datagram.length]);
    };
  }
}

/** Seals with OpenSSL and sends with sendmsg, several packets a call, past Node's own streams. */
export class NativeSender implements SrtpSender {
  readonly kind = 'native';
  readonly #shared: NativeSending;
  readonly #cipher: NativeCipher;
  readonly #descriptor: number;
  readonly #name: Buffer;
  readonly #nameAt: bigint;
  #lengths: number[] = [];
  #end = 0;
  #closed = false;

  /** `descriptor`: of a bound UDP socket that stays open as long as this. */
  constructor(
    shared: NativeSending,
    master: SrtpMasterKey,
    descriptor: number,
    address: string,
    port: number,
  ) {
    this.#shared = shared;
    this.#cipher = createNativeCipher(shared.memory, master);
    this.#descriptor = descriptor;
    this.#name = socketAddress(address, port);
    this.#nameAt = BigInt(shared.memory.functions.addressOf(this.#name));
  }

  add(header: OutgoingHeader, payload: Buffer): void {
    if (this.#closed || !fits(payload)) return;
    if (this.#shared.filling !== this) {
      this.#shared.filling?.flush();
      this.#shared.filling = this;
    }
    const { arena } = this.#shared.memory;
    const start = this.#end;
    const payloadAt = writeHeader(arena, start, header);
    payload.copy(arena, payloadAt);
    const end = payloadAt + payload.length;
    const { ssrc, rollover, sequence } = header;
    this.#cipher.seal(start, start + headerBytes(header), end, ssrc, rollover, sequence);
    this.#end = end + this.#cipher.tagBytes;
    this.#lengths.push(this.#end - start);
    if (this.#lengths.length >= waitingMax || this.#end + packetBytesMax + 64 > arena.length) this.flush();
  }

  flush(): void {
    if (this.#shared.filling === this) this.#shared.filling = null;
    if (this.#lengths.length === 0) return;
    const lengths = this.#lengths;
    this.#lengths = [];
    this.#end = 0;
    this.#shared.output.send(this.#descriptor, this.#nameAt, lengths);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#lengths = [];
    this.#end = 0;
    if (this.#shared.filling === this) this.#shared.filling = null;
    this.#cipher.close();
  }
}
