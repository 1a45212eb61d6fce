/** Samples in the order in which they are to be played. */
export interface SampleQueue {
  readonly length: number;
  push(samples: Float32Array): void;
  /** Takes out the first `count`; there must be as many. */
  take(count: number): Float32Array;
  /** Puts samples before all others. */
  unshift(samples: Float32Array): void;
  clear(): void;
}

export function createSampleQueue(): SampleQueue {
  let held = new Float32Array(8192);
  let start = 0;
  let end = 0;

  /** Makes room for `before` samples in front and `after` behind. */
  const arrange = (before: number, after: number) => {
    if (start >= before && end + after <= held.length) return;
    const length = end - start;
    const need = before + length + after;
    const target = need > held.length ? new Float32Array(2 * need) : held;
    const source = held.subarray(start, end);
    if (target === held) held.copyWithin(before, start, end);
    else target.set(source, before);
    held = target;
    start = before;
    end = before + length;
  };

  return {
    get length() {
      return end - start;
    },
    push(samples) {
      arrange(0, samples.length);
      held.set(samples, end);
      end += samples.length;
    },
    take(count) {
      if (count > end - start) throw new RangeError('fewer samples are there than wanted');
      const taken = held.slice(start, start + count);
      start += count;
      return taken;
    },
    unshift(samples) {
      arrange(samples.length, 0);
      start -= samples.length;
      held.set(samples, start);
    },
    clear() {
      start = 0;
      end = 0;
    },
  };
}
