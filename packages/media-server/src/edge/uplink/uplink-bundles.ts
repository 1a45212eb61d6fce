import { bundleBytesMax, bundleLengthBytes } from '../../rtp/packet-bundle.ts';

/**
 * Collects what goes to another process of this node within one turn of the event loop and sends it as one datagram:
 * whatever many clients sent at the same moment wakes that process once. Packets are copied at once.
 */
export class UplinkBundles {
  readonly #send: (datagram: Buffer) => void;
  readonly #bundle = Buffer.allocUnsafeSlow(bundleBytesMax);
  #packets = 0;
  #bytes = 0;
  #scheduled = false;
  #held = false;

  /** `send` has copied a datagram when it returns. */
  constructor(send: (datagram: Buffer) => void) {
    this.#send = send;
  }

  add(packet: Buffer): void {
    const bytes = bundleLengthBytes + packet.length;
    if (this.#bytes + bytes > bundleBytesMax) this.flush();
    this.#bundle.writeUInt16BE(packet.length, this.#bytes);
    this.#bundle.set(packet, this.#bytes + bundleLengthBytes);
    this.#bytes += bytes;
    this.#packets += 1;
    if (!this.#held && !this.#scheduled) this.#schedule();
  }

  #schedule(): void {
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.flush();
    });
  }

  /** What comes until `release` goes then. */
  hold(): void {
    this.#held = true;
  }

  release(): void {
    this.#held = false;
    this.flush();
  }

  flush(): void {
    const end = this.#bytes;
    if (end === 0) return;
    const first = this.#packets === 1 ? bundleLengthBytes : 0;
    this.#packets = 0;
    this.#bytes = 0;
    this.#send(this.#bundle.subarray(first, end));
  }
}
