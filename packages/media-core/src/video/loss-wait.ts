export interface LossWaitOptions {
  /** Until something was measured. Default 120 ms. */
  firstMs?: number;
  /** Bounds of what is waited. Default 30 and 250 ms: beyond that a keyframe is there sooner. */
  leastMs?: number;
  mostMs?: number;
}

/** How long a missing packet may still come: from how long it took those that came after all. */
export interface LossWait {
  /** Packets from `from` to before `to` were skipped over. */
  missing(from: number, to: number, nowMs: number): void;
  /** One of them came. */
  found(sequence: number, nowMs: number): void;
  gaveUpBefore(sequence: number): void;
  ms(): number;
  forget(): void;
}

/** Share of a new time in the average and its mean deviation, as a TCP sender takes them (RFC 6298 section 2). */
const alpha = 1 / 8;
const beta = 1 / 4;
const trackedMax = 512;

/**
 * Reordered packets come within some milliseconds, resent ones after a round trip: what comes is averaged with its
 * deviation, and what never comes makes no difference. Waiting longer than packets take would only delay the keyframe
 * that has to be asked for.
 */
export function createLossWait(options: LossWaitOptions = {}): LossWait {
  const { firstMs = 120, leastMs = 30, mostMs = 250 } = options;
  const since = new Map<number, number>();
  let mean: number | null = null;
  let deviation = 0;
  return {
    missing(from, to, nowMs) {
      for (let n = Math.max(from, to - trackedMax); n < to; n += 1) since.set(n, nowMs);
      for (const old of since.keys()) {
        if (since.size <= trackedMax) break;
        since.delete(old);
      }
    },
    found(sequence, nowMs) {
      const began = since.get(sequence);
      if (began === undefined) return;
      since.delete(sequence);
      const took = nowMs - began;
      if (mean === null) {
        mean = took;
        deviation = took / 2;
        return;
      }
      deviation += beta * (Math.abs(took - mean) - deviation);
      mean += alpha * (took - mean);
    },
    gaveUpBefore(sequence) {
      for (const old of since.keys()) if (old < sequence) since.delete(old);
    },
    ms: () =>
      mean === null ? firstMs : Math.min(mostMs, Math.max(leastMs, mean + 4 * Math.max(deviation, 5))),
    forget() {
      since.clear();
    },
  };
}
