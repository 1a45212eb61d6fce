import { afterEach, describe, expect, it, vi } from 'vitest';
import { createLateness } from './lateness.ts';
import { createTickClock, type TickClock } from './tick-clock.ts';

let clock: TickClock | undefined;
afterEach(() => clock?.stop());

/** A clock on a time that the test moves, with what it ticked. */
function ticking(giveUpMs = 500) {
  let timeMs = 1000;
  const ticks: { number: number; lateMs: number }[] = [];
  clock = createTickClock({
    everyMs: 20,
    giveUpMs,
    now: () => timeMs,
    onTick: (number, lateMs) => ticks.push({ number, lateMs }),
  });
  clock.start();
  return { ticks, moveTo: (ms: number) => void (timeMs = 1000 + ms) };
}

describe('the tick clock', () => {
  it('does not drift: the n-th tick is due at n times the distance, however late the ones before came', async () => {
    const { ticks, moveTo } = ticking();
    await vi.waitFor(() => expect(ticks).toHaveLength(1));
    for (const [ms, count] of [
      [27, 2],
      [47, 3],
      [67, 4],
    ] as const) {
      moveTo(ms);
      await vi.waitFor(() => expect(ticks).toHaveLength(count));
    }
    expect(ticks.map(({ number }) => number)).toEqual([0, 1, 2, 3]);
    expect(ticks.map(({ lateMs }) => lateMs)).toEqual([0, 7, 7, 7]);
  });

  it('ticks when its timer comes, though that is up to a millisecond too soon: nobody is woken twice for it', async () => {
    const { ticks, moveTo } = ticking();
    await vi.waitFor(() => expect(ticks).toHaveLength(1));
    moveTo(19.1);
    await vi.waitFor(() => expect(ticks).toEqual([0, 1].map((number) => ({ number, lateMs: 0 }))));
  });

  it('makes up for late ticks at once, and leaves them out after a long standstill', async () => {
    const { ticks, moveTo } = ticking();
    await vi.waitFor(() => expect(ticks).toHaveLength(1));
    moveTo(100);
    await vi.waitFor(() => expect(ticks).toHaveLength(6));
    moveTo(5000);
    await vi.waitFor(() => expect(ticks.at(-1)?.number).toBe(250));
    expect(ticks.length).toBeLessThan(10);
  });

  it('counts on while it stands, so that timestamps follow the clock', async () => {
    const { ticks, moveTo } = ticking();
    await vi.waitFor(() => expect(ticks).toHaveLength(1));
    clock?.stop();
    expect(clock?.running).toBe(false);
    moveTo(1000);
    clock?.start();
    await vi.waitFor(() => expect(ticks.at(-1)?.number).toBe(50));
    expect(ticks).toHaveLength(2);
  });

  it('begins when it is told to, and comes sooner by up to one distance, with every number once', async () => {
    const { ticks, moveTo } = ticking();
    await vi.waitFor(() => expect(ticks).toHaveLength(1));
    clock?.stop();
    moveTo(104);
    clock?.start(11);
    moveTo(115);
    await vi.waitFor(() => expect(ticks).toHaveLength(2));
    expect(ticks.at(-1)).toEqual({ number: 6, lateMs: 0 });
    expect(clock?.advance(6)).toBe(6);
    moveTo(129);
    await vi.waitFor(() => expect(ticks).toHaveLength(3));
    expect(clock?.advance(100)).toBe(9);
    expect(clock?.advance(1)).toBe(0);
    moveTo(140);
    await vi.waitFor(() => expect(ticks).toHaveLength(4));
    expect(ticks.map(({ number }) => number)).toEqual([0, 6, 7, 8]);
  });
});

describe('lateness', () => {
  it('tells what a share of the ticks did not exceed, over the last windows only', () => {
    const lateness = createLateness();
    expect(lateness.percentile(0.99)).toBe(0);
    for (let n = 0; n < 1000; n += 1) lateness.add(n % 100 === 0 ? 25.3 : 0.4);
    expect(lateness.percentile(0.5)).toBe(1);
    expect(lateness.percentile(0.999)).toBe(26);
    expect(lateness.lateTicks()).toBe(10);
    for (let n = 0; n < 8000; n += 1) lateness.add(0);
    expect(lateness.percentile(0.999)).toBe(0);
    expect(lateness.ticks()).toBe(9000);
  });
});
