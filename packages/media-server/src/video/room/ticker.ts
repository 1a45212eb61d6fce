import type { Clock } from '../clock.ts';

export interface TickerOptions {
  clock: Clock;
  /** `dueMs` is the time that the tick was meant for, on a grid without drift; `missed` were left out before it. */
  onTick: (dueMs: number, missed: number) => void;
}

export interface Ticker {
  /** Ticks at this distance from now on. */
  run(intervalMs: number): void;
  stop(): void;
}

/**
 * A tick that is late by less than so many intervals is made all the same, and the next one after it: a process that did
 * not get its core for a moment makes up for it, and one that has too much to do is late by more.
 */
const madeUpFor = 2;

/** Ticks on a fixed grid of time: a late tick does not move the next one, and ticks that are long past are left out. */
export function createTicker({ clock, onTick }: TickerOptions): Ticker {
  let cancel: (() => void) | null = null;
  let intervalMs = 0;
  let dueMs = 0;

  const arm = () => {
    cancel = clock.after(dueMs - clock.now(), fire);
  };

  const fire = () => {
    const behind = (clock.now() - dueMs) / intervalMs;
    const missed = behind < madeUpFor ? 0 : Math.floor(behind);
    dueMs += missed * intervalMs;
    const due = dueMs;
    dueMs += intervalMs;
    arm();
    onTick(due, missed);
  };

  const stop = () => {
    cancel?.();
    cancel = null;
  };

  return {
    run: (nextIntervalMs) => {
      if (cancel && nextIntervalMs === intervalMs) return;
      stop();
      intervalMs = nextIntervalMs;
      dueMs = clock.now();
      arm();
    },
    stop,
  };
}
