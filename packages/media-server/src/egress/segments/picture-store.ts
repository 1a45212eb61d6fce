const firstBytes = 512 * 1024;

/**
 * The pictures of one segment one behind the other in one piece of memory, used again for a later segment. A piece for
 * each picture would be kept just long enough to be old, and old memory is what costs most to be given back.
 */
export class PictureStore {
  #memory = Buffer.allocUnsafeSlow(firstBytes);
  #used = 0;

  /** A copy of it, there until `clear`. */
  keep(data: Buffer): Buffer {
    if (this.#used + data.length > this.#memory.length) {
      // What was given before stays where it is, as long as somebody has it.
      this.#memory = Buffer.allocUnsafeSlow(2 * Math.max(this.#memory.length, data.length));
      this.#used = 0;
    }
    const copy = this.#memory.subarray(this.#used, this.#used + data.length);
    data.copy(copy);
    this.#used += data.length;
    return copy;
  }

  clear(): void {
    this.#used = 0;
  }
}
