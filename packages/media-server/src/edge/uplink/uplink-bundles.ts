import { bundleBytesMax, writeBundle } from '../../rtp/packet-bundle.ts';

/**
 * Collects what goes to another process of this node within one turn of the event loop and sends it as one datagram:
 * whatever many clients sent at the same moment wakes that process once.
 */
export class UplinkBundles {
  readonly #send: (datagram: Buffer) => void;
  #packets: Buffer[] = [];
  #bytes = 0;

  constructor(send: (datagram: Buffer) => void) {
    this.#send = send;
  }

  add(packet: Buffer): void {
    if (this.#bytes + packet.length > bundleBytesMax) this.flush();
    if (this.#packets.length === 0) setImmediate(() => this.flush());
    this.#packets.push(packet);
    this.#bytes += packet.length + 2;
  }

  flush(): void {
    const [first] = this.#packets;
    if (first === undefined) return;
    const packets = this.#packets;
    this.#packets = [];
    this.#bytes = 0;
    this.#send(packets.length === 1 ? first : writeBundle(packets));
  }
}
