import { inBundles } from '../../rtp/packet-bundle.ts';

/** Sends a datagram to a UDP port of this machine. */
export type SendTo = (datagram: Buffer, port: number) => void;

/** What goes to each edge of a room in one tick: one datagram, or as few as can be. */
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
    for (const [port, packets] of this.#packets)
      for (const datagram of inBundles(packets)) this.#sendTo(datagram, port);
    this.#packets.clear();
  }
}
