/** How late ticks came: counts in steps of 1 ms, of the last one to two windows. */
export interface Lateness {
  add(lateMs: number): void;
  /** The lateness that a share of the ticks did not exceed, in whole ms; 0 without ticks. */
  percentile(share: number): number;
  /** Ticks that were more than 10 ms late since the beginning. */
  lateTicks(): number;
  ticks(): number;
}

const steps = 256;
const windowTicks = 3000;
const lateMs = 10;

export function createLateness(): Lateness {
  let current = new Uint32Array(steps);
  let before = new Uint32Array(steps);
  let inWindow = 0;
  let late = 0;
  let ticks = 0;
  return {
    add(ms) {
      const step = Math.min(steps - 1, Math.max(0, Math.ceil(ms)));
      current[step] = (current[step] ?? 0) + 1;
      ticks += 1;
      if (ms > lateMs) late += 1;
      inWindow += 1;
      if (inWindow === windowTicks) {
        [before, current] = [current, before.fill(0)];
        inWindow = 0;
      }
    },
    percentile(share) {
      const counts = current.map((count, step) => count + (before[step] ?? 0));
      const total = counts.reduce((sum, count) => sum + count, 0);
      let seen = 0;
      for (const [step, count] of counts.entries()) {
        seen += count;
        if (total > 0 && seen >= share * total) return step;
      }
      return 0;
    },
    lateTicks: () => late,
    ticks: () => ticks,
  };
}
