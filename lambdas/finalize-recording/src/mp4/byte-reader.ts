/** Reads exact numbers of bytes from a stream, and tells everything that passes. */
export class ByteReader {
  readonly #chunks: AsyncIterator<Buffer>;
  readonly #passed: (chunk: Buffer) => void;
  #rest: Buffer = Buffer.alloc(0);
  /** Bytes taken so far. */
  position = 0;

  constructor(stream: AsyncIterable<Buffer>, passed: (chunk: Buffer) => void) {
    this.#chunks = stream[Symbol.asyncIterator]();
    this.#passed = passed;
  }

  /** The next so many bytes. @throws Error when the stream ends before */
  async take(bytes: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    for (let missing = bytes; missing > 0;) {
      if (this.#rest.length === 0 && !(await this.#fill())) throw new Error('The file ends too early.');
      const part = this.#rest.subarray(0, missing);
      parts.push(part);
      missing -= part.length;
      this.#rest = this.#rest.subarray(part.length);
    }
    this.position += bytes;
    const [only] = parts;
    return parts.length === 1 && only ? only : Buffer.concat(parts);
  }

  async isAtEnd(): Promise<boolean> {
    return this.#rest.length === 0 && !(await this.#fill());
  }

  async #fill(): Promise<boolean> {
    const next = await this.#chunks.next();
    if (next.done) return false;
    this.#passed(next.value);
    this.#rest = next.value;
    return this.#rest.length > 0 || this.#fill();
  }
}
