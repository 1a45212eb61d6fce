/** Calls at even distances without drifting: the n-th call is due at start + n × the distance, whenever the last came. */
export interface TickClock {
  /** Begins to tick, if it does not yet. */
  start(): void;
  stop(): void;
  readonly running: boolean;
}

export interface TickClockOptions {
  everyMs: number;
  /** Number of the tick since the clock was made (it grows with time, also while the clock stands) and its lateness. */
  onTick: (number: number, lateMs: number) => void;
  /** Ticks that are this late are left out instead of being made up for. Default 500 ms. */
  giveUpMs?: number;
  now?: () => number;
}

/** Late ticks are made up for at once, one after the other; after a long standstill the missed ones are left out. */
export function createTickClock(options: TickClockOptions): TickClock {
  const { everyMs, onTick, giveUpMs = 500, now = () => performance.now() } = options;
  const origin = now();
  let next = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const due = (number: number) => origin + number * everyMs;
  const upcoming = () => Math.ceil((now() - origin) / everyMs);
  const schedule = () => {
    timer = setTimeout(run, Math.max(0, due(next) - now()));
  };
  const run = () => {
    if (now() - due(next) > giveUpMs) next = upcoming() - 1;
    while (timer !== undefined && due(next) <= now()) {
      const number = next;
      next += 1;
      onTick(number, now() - due(number));
    }
    if (timer !== undefined) schedule();
  };
  return {
    start() {
      if (timer !== undefined) return;
      next = Math.max(next, upcoming());
      schedule();
    },
    stop() {
      clearTimeout(timer);
      timer = undefined;
    },
    get running() {
      return timer !== undefined;
    },
  };
}
