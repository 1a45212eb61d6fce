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

/** Ticks on a fixed grid of time: a late tick does not move the next one, and ticks that are past are left out. */
export function createTicker({ clock, onTick }: TickerOptions): Ticker {
  let cancel: (() => void) | null = null;
  let intervalMs = 0;
  let dueMs = 0;

  const arm = () => {
    cancel = clock.after(dueMs - clock.now(), fire);
  };

  const fire = () => {
    const missed = Math.max(0, Math.floor((clock.now() - dueMs) / intervalMs));
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
