const windowPackets = 1024;

/**
 * Estimates the 48-bit index of received packets of one SSRC and refuses those it has seen (RFC 3711 sections 3.3.1
 * and 3.3.2). Ask with `estimate`, check the tag, and only then `accept`.
 */
export class ReplayWindow {
  #highest = -1;
  readonly #seen = new Uint32Array(windowPackets / 32);

  /** The index that this sequence number most likely has; -1 for one that was seen or is too old. */
  estimate(sequence: number): number {
    if (this.#highest < 0) return sequence;
    const rollover = Math.floor(this.#highest / 0x10000);
    const distance = sequence - (this.#highest & 0xffff);
    let index = rollover * 0x10000 + sequence;
    if (distance > 0x8000) index -= 0x10000;
    else if (distance < -0x8000) index += 0x10000;
    return index >= 0 && this.isFresh(index) ? index : -1;
  }

  /** Whether a packet with this index would be new. */
  isFresh(index: number): boolean {
    if (index > this.#highest) return true;
    return index > this.#highest - windowPackets && !this.#isSeen(index);
  }

  /** The packet with this index was authentic. */
  accept(index: number): void {
    if (index > this.#highest) {
      if (index - this.#highest >= windowPackets) this.#seen.fill(0);
      else for (let between = this.#highest + 1; between < index; between += 1) this.#mark(between, false);
      this.#highest = index;
    }
    this.#mark(index, true);
  }

  #isSeen(index: number): boolean {
    return (((this.#seen[(index % windowPackets) >>> 5] ?? 0) >>> (index & 31)) & 1) === 1;
  }

  #mark(index: number, seen: boolean): void {
    const word = (index % windowPackets) >>> 5;
    const bit = 1 << (index & 31);
    const before = this.#seen[word] ?? 0;
    this.#seen[word] = seen ? before | bit : before & ~bit;
  }
}
