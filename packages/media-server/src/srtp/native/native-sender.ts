import { packetBytesMax } from '../packet-slots.ts';
import type { SrtpMasterKey } from '../session-keys.ts';
import type { SharedPayloads } from '../shared-payloads.ts';
import { fits, headerBytes, type OutgoingHeader, type SrtpSender, writeHeader } from '../srtp-sender.ts';
import { type ArenaPacket, createNativeCipher, type NativeCipher } from './native-cipher.ts';
import { NativeMemory } from './native-memory.ts';
import { NativeOutput, socketAddress } from './native-output.ts';
import type { NativeFunctions } from './openssl.ts';

/** What all native senders of a process share: the memory packets are built in, and the way out. */
export class NativeSending {
  readonly memory: NativeMemory;
  readonly output: NativeOutput;
  /** Packets that OpenSSL did not seal and that were not sent therefore. */
  unsealed = 0;
  #held = 0;

  constructor(functions: NativeFunctions) {
    this.memory = new NativeMemory(functions);
    this.output = new NativeOutput(this.memory);
  }

  /** What senders flush meanwhile goes out together at the end of it, in the order in which it was added. */
  together(run: () => void): void {
    this.#held += 1;
    try {
      run();
    } finally {
      this.#held -= 1;
      this.flush();
    }
  }

  flush(): void {
    if (this.#held === 0) this.output.flush();
  }

  /** Sends whole datagrams to ports of this machine: past Node's streams, too, and copied before it returns. */
  local(descriptor: number): (datagram: Buffer, port: number) => void {
    const names = new Map<number, { name: Buffer; at: number }>();
    const nameOf = (port: number) => {
      const known = names.get(port);
      if (known !== undefined) return known;
      const name = socketAddress('127.0.0.1', port);
      const made = { name, at: this.memory.functions.addressOf(name) };
      names.set(port, made);
      return made;
    };
    return (datagram, port) => {
      this.memory.arena.set(datagram, this.output.reserve(datagram.length));
      this.output.add(descriptor, nameOf(port).at, datagram.length);
      this.flush();
    };
  }
}

/** Seals with OpenSSL and sends with sendmmsg, many packets a call, past Node's own streams. */
export class NativeSender implements SrtpSender {
  readonly kind = 'native';
  readonly #shared: NativeSending;
  readonly #cipher: NativeCipher;
  readonly #descriptor: number;
  readonly #name: Buffer;
  readonly #nameAt: number;
  /** The one that is sealed now. */
  readonly #packet: ArenaPacket = {
    ...{ numbers: { ssrc: 0, rollover: 0, sequence: 0 }, start: 0, body: 0, end: 0, plainAt: 0 },
  };
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
    this.#nameAt = shared.memory.functions.addressOf(this.#name);
  }

  add(header: OutgoingHeader, payloads: SharedPayloads, n: number): void {
    const length = payloads.length(n);
    if (this.#closed || !fits(length)) return;
    const { memory, output } = this.#shared;
    const packet = this.#packet;
    packet.numbers = header;
    packet.start = output.reserve(packetBytesMax + 64);
    packet.body = packet.start + headerBytes(header);
    const payloadAt = writeHeader(memory.view, packet.start, header);
    packet.end = payloadAt + length;
    packet.plainAt = memory.arenaAt + packet.body;
    // What is repeated has two bytes before its payload, and is rare: it is copied and sealed where it stands.
    if (header.repeats >= 0) payloads.bytes.copy(memory.arena, payloadAt, payloads.start(n), payloads.end(n));
    else packet.plainAt = this.#addressOf(payloads) + payloads.start(n);
    // What could not be sealed may stand there in plain text: it is lost, as if on the way.
    if (!this.#cipher.seal(packet)) this.#shared.unsealed += 1;
    else output.add(this.#descriptor, this.#nameAt, packet.end + this.#cipher.tagBytes - packet.start);
  }

  #addressOf(payloads: SharedPayloads): number {
    if (payloads.address === 0) payloads.address = this.#shared.memory.functions.addressOf(payloads.bytes);
    return payloads.address;
  }

  flush(): void {
    this.#shared.flush();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    // What waits names the address that is kept here.
    this.#shared.output.flush();
    this.#cipher.close();
  }
}
