/** What somebody was told under each key, so that only what changed is told again. */
export class Told<Key, Value> {
  readonly #texts = new Map<Key, string>();
  readonly #values = new Map<Key, Value>();

  /** Makes what was told the same as `wanted`: `tell` for the new and changed ones, `untell` for those not wanted. */
  bring(
    wanted: ReadonlyMap<Key, Value>,
    tell: (value: Value, key: Key) => void,
    untell: (value: Value, key: Key) => void = () => undefined,
  ): void {
    for (const [key, value] of [...this.#values]) {
      if (wanted.has(key)) continue;
      this.#texts.delete(key);
      this.#values.delete(key);
      untell(value, key);
    }
    for (const [key, value] of wanted) {
      const text = JSON.stringify(value);
      if (this.#texts.get(key) === text) continue;
      this.#texts.set(key, text);
      this.#values.set(key, value);
      tell(value, key);
    }
  }

  /** Nobody remembers anything: all is told anew. */
  forget(): void {
    this.#texts.clear();
    this.#values.clear();
  }
}
