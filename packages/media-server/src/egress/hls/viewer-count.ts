/** Who asks for no playlist for so long has left; players of low latency ask three times a second. */
const absentMs = 10_000;
/** Ids are made up easily: more of them are not remembered. */
const viewersMax = 50_000;
const viewerPattern = /(?:^|&)viewer=([\w-]{8,40})(?:&|$)/;

/** How many watch, by the ids that the first playlist gives out. */
export class ViewerCount {
  readonly #seenMs = new Map<string, number>();

  get size(): number {
    return this.#seenMs.size;
  }

  see(query: string, nowMs: number): void {
    const id = viewerPattern.exec(query)?.[1];
    if (id !== undefined && (this.#seenMs.has(id) || this.#seenMs.size < viewersMax))
      this.#seenMs.set(id, nowMs);
  }

  /** To be called now and then. */
  refresh(nowMs: number): void {
    for (const [id, seenMs] of this.#seenMs) if (nowMs - seenMs > absentMs) this.#seenMs.delete(id);
  }
}
