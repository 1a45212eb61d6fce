import { writeBundle } from '../../rtp/packet-bundle.ts';

/** Sends a datagram to a UDP port of this machine. */
export type SendTo = (datagram: Buffer, port: number) => void;

/** What goes to each edge of a room in one tick: one datagram, whatever many mixes it holds. */
export class EdgeDatagrams {
  readonly #sendTo: SendTo;
  readonly #packets = new Map<number, Buffer[]>();

  constructor(sendTo: SendTo) {
    this.#sendTo = sendTo;
  }

  add(packet: Buffer, port: number): void {
    const packets = this.#packets.get(port);
    if (packets) packets.push(packet);
    else this.#packets.set(port, [packet]);
  }

  /** Sends what was added, in its order. */
  flush(): void {
    for (const [port, packets] of this.#packets) {
      const [first] = packets;
      if (first) this.#sendTo(packets.length === 1 ? first : writeBundle(packets), port);
    }
    this.#packets.clear();
  }
}
