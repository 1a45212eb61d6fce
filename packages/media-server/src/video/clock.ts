/** Time as the video process counts it, so that tests can give another one. */
export interface Clock {
  /** Milliseconds since 1970 that never step back. */
  now(): number;
  /** Calls back after so many milliseconds, at least 0; returns how to cancel. */
  after(ms: number, run: () => void): () => void;
}

export const machineClock: Clock = {
  now: () => performance.timeOrigin + performance.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, Math.max(0, ms));
    return () => clearTimeout(timer);
  },
};
