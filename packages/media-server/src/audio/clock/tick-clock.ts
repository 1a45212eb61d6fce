/** Calls at even distances without drifting: the n-th call is due at start + n × the distance, whenever the last came. */
export interface TickClock {
  /** Begins to tick, if it does not yet; the first tick comes after `leadMs` (default: when the next number is due). */
  start(leadMs?: number): void;
  /** Lets all later ticks come sooner, up to one distance before their numbers are due; answers by how much. */
  advance(ms: number): number;
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

/**
 * Timers come up to so much too soon, since the event loop counts in whole milliseconds. Who waited again for the rest
 * would be woken twice for nearly every tick.
 */
const earlyMs = 1;

/** Late ticks are made up for at once, one after the other; after a long standstill the missed ones are left out. */
export function createTickClock(options: TickClockOptions): TickClock {
  const { everyMs, onTick, giveUpMs = 500, now = () => performance.now() } = options;
  const origin = now();
  let next = 0;
  /** By how much ticks come sooner than their numbers say. */
  let aheadMs = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const due = (number: number) => origin + number * everyMs - aheadMs;
  const upcoming = () => Math.ceil((now() - origin + aheadMs) / everyMs);
  const schedule = () => {
    timer = setTimeout(run, Math.ceil(Math.max(0, due(next) - now())));
  };
  const run = () => {
    if (now() - due(next) > giveUpMs) next = upcoming() - 1;
    while (timer !== undefined && due(next) - earlyMs <= now()) {
      const number = next;
      next += 1;
      onTick(number, Math.max(0, now() - due(number)));
    }
    if (timer !== undefined) schedule();
  };
  return {
    start(leadMs) {
      if (timer !== undefined) return;
      aheadMs = leadMs === undefined ? 0 : everyMs - ((now() + leadMs - origin) % everyMs);
      next = Math.max(next, upcoming());
      schedule();
    },
    advance(ms) {
      const byMs = Math.min(ms, everyMs - aheadMs);
      aheadMs += byMs;
      return byMs;
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
