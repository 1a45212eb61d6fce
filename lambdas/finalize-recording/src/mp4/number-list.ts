/** A growing list of unsigned 32-bit numbers: hours of samples in a few megabytes. */
export class NumberList {
  #numbers = new Uint32Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#numbers.length) {
      const larger = new Uint32Array(2 * this.#length);
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    this.#numbers[this.#length] = value;
    this.#length += 1;
  }

  at(index: number): number {
    return this.#numbers[index] ?? 0;
  }

  /** Makes the last one larger. */
  addToLast(value: number): void {
    if (this.#length > 0) this.#numbers[this.#length - 1] = this.at(this.#length - 1) + value;
  }

  /** All of them, most significant byte first, as boxes have them. */
  toBytes(): Buffer {
    const bytes = Buffer.from(this.#numbers.slice(0, this.#length).buffer);
    return bytes.length === 0 ? bytes : bytes.swap32();
  }
}

/** Numbers that follow each other in rows of `width`, each after how often it comes: `stts` and the like. */
export class RunLengths {
  readonly #counts = new NumberList();
  readonly #values = new NumberList();

  get length(): number {
    return this.#counts.length;
  }

  push(value: number, times = 1): void {
    const last = this.#values.length - 1;
    if (last >= 0 && this.#values.at(last) === value) this.#counts.addToLast(times);
    else {
      this.#counts.push(times);
      this.#values.push(value);
    }
  }

  rows(): [count: number, value: number][] {
    return Array.from({ length: this.length }, (_, row) => [this.#counts.at(row), this.#values.at(row)]);
  }
}
