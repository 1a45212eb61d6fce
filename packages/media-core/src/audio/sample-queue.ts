/** Samples in the order in which they are to be played. */
export interface SampleQueue {
  size(): number;
  push(samples: Float32Array): void;
  /** Takes out as many as fit into `target`; there must be as many. */
  takeInto(target: Float32Array): void;
  /** Throws away the first `count`, or all where there are fewer; answers how many. */
  drop(count: number): number;
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

  /** A queue that is empty begins at its front again: the same memory is used all the time. */
  const drop = (count: number) => {
    const dropped = Math.min(count, end - start);
    start += dropped;
    if (start === end) start = end = 0;
    return dropped;
  };

  return {
    size: () => end - start,
    push(samples) {
      arrange(0, samples.length);
      held.set(samples, end);
      end += samples.length;
    },
    takeInto(target) {
      const { length } = target;
      if (length > end - start) throw new RangeError('fewer samples are there than wanted');
      target.set(held.subarray(start, start + length));
      drop(length);
    },
    drop,
    unshift(samples) {
      arrange(samples.length, 0);
      start -= samples.length;
      held.set(samples, start);
    },
    clear: () => void drop(end - start),
  };
}
