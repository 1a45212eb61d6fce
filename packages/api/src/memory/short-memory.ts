/** Remembers what was just looked up, for a moment. */
export interface ShortMemory<Value> {
  /**
   * The remembered value, or what `load` finds. Many who ask at once cause one look-up. `undefined` is never
   * remembered, nor is a failure.
   */
  get(key: string, load: () => Promise<Value | undefined>): Promise<Value | undefined>;
  /** Forgets what `matches`, and does not remember what is being looked up at this moment. */
  forget(matches: (value: Value, key: string) => boolean): void;
}

export interface ShortMemoryOptions {
  /** How long a value may be old. */
  ttlMs: number;
  /** Values at most; the oldest goes first. Default 10,000. */
  entriesMax?: number;
  nowMs?: () => number;
}

/**
 * A memory so short that it saves the database the same question a thousand times a second and nothing else: a change
 * elsewhere shows after `ttlMs` at the latest, one made here at once (`forget`).
 */
export function createShortMemory<Value>(options: ShortMemoryOptions): ShortMemory<Value> {
  const { ttlMs, entriesMax = 10_000, nowMs = Date.now } = options;
  const known = new Map<string, { value: Value; untilMs: number }>();
  const loading = new Map<string, Promise<Value | undefined>>();
  let forgotten = 0;

  const remember = (key: string, value: Value, untilMs: number) => {
    known.delete(key);
    known.set(key, { value, untilMs });
    const [oldest] = known.keys();
    if (known.size > entriesMax && oldest !== undefined) known.delete(oldest);
  };

  const lookUp = async (key: string, load: () => Promise<Value | undefined>) => {
    const untilMs = nowMs() + ttlMs;
    const generation = forgotten;
    const value = await load();
    if (value !== undefined && generation === forgotten) remember(key, value, untilMs);
    return value;
  };

  return {
    async get(key, load) {
      const found = known.get(key);
      if (found && found.untilMs > nowMs()) return found.value;
      const underWay = loading.get(key);
      if (underWay) return underWay;
      const started = lookUp(key, load).finally(() => {
        if (loading.get(key) === started) loading.delete(key);
      });
      loading.set(key, started);
      return started;
    },
    forget(matches) {
      forgotten += 1;
      loading.clear();
      for (const [key, { value }] of known) if (matches(value, key)) known.delete(key);
    },
  };
}
