/**
 * Whether two values say the same: flat objects and lists by what is in them, what is deeper by being the very same.
 * Compared hundreds of times for each change of a room of a hundred.
 */
function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (!isRecord(one) || !isRecord(other)) return false;
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => one[key] === other[key]);
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** What somebody was told under each key, so that only what changed is told again. */
export class Told<Key, Value> {
  readonly #values = new Map<Key, Value>();

  /** Makes what was told the same as `wanted`: `tell` for the new and changed ones, `untell` for those not wanted. */
  bring(
    wanted: ReadonlyMap<Key, Value>,
    tell: (value: Value, key: Key) => void,
    untell: (value: Value, key: Key) => void = () => undefined,
  ): void {
    for (const [key, value] of [...this.#values]) {
      if (wanted.has(key)) continue;
      this.#values.delete(key);
      untell(value, key);
    }
    for (const [key, value] of wanted) {
      if (this.#values.has(key) && isSame(this.#values.get(key), value)) continue;
      this.#values.set(key, value);
      tell(value, key);
    }
  }

  /** Nobody remembers anything: all is told anew. */
  forget(): void {
    this.#values.clear();
  }
}
