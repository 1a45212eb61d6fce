import { seededRandom } from '@cloudmeet/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLoadShedder, type LoadSample, type LoadShedder } from './load-shedder.ts';

const levelMax = 7;

/** A machine on which the whole work takes `demand` cores, and each level a quarter less than the one before. */
function work(demand: (second: number) => number, seconds: number, shedder: LoadShedder): number[] {
  let level = 0;
  return Array.from({ length: seconds }, (_, second) => {
    const needed = demand(second) * 0.8 ** level;
    const load: LoadSample = { busy: Math.min(1, needed), missed: Math.max(0, 1 - 1 / needed) };
    level = shedder.sample(load);
    return level;
  });
}

const turns = (levels: readonly number[]) =>
  levels.filter((level, index) => index > 0 && level !== levels[index - 1]).length;

describe('leaving out under load', () => {
  it('without overload nothing is left out', () => {
    expect(Math.max(...work(() => 0.85, 600, createLoadShedder(levelMax)))).toBe(0);
  });

  it('a process that uses nearly all of a core and is late with nothing leaves nothing out', () => {
    const shedder = createLoadShedder(levelMax);
    const levels = Array.from({ length: 600 }, () => shedder.sample({ busy: 1, missed: 0 }));
    expect(Math.max(...levels)).toBe(0);
  });

  it('a burst of four seconds, in which a hundred people come, changes nothing', () => {
    expect(Math.max(...work((second) => (second < 4 ? 1.6 : 0.6), 60, createLoadShedder(levelMax)))).toBe(0);
  });

  it('after a longer burst everything is back within five seconds a level', () => {
    const levels = work((second) => (second < 12 ? 2 : 0.6), 60, createLoadShedder(levelMax));
    const most = Math.max(...levels);
    expect(most).toBeGreaterThan(1);
    expect(levels[12 + 5 * most]).toBe(0);
  });

  it('overload is answered within three seconds a level and until it fits', () => {
    const levels = work(() => 1.8, 60, createLoadShedder(levelMax));
    expect(levels[2]).toBeGreaterThan(0);
    expect(1.8 * 0.8 ** levels.at(-1)!).toBeLessThan(0.95);
  });

  it('a steady load, whatever it is, ends at a level and stays there: at most 12 changes in 30 minutes', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 6, noNaN: true }), (demand) => {
        const levels = work(() => demand, 1800, createLoadShedder(levelMax));
        expect(turns(levels)).toBeLessThanOrEqual(levelMax + 5);
        expect(turns(levels.slice(-900))).toBeLessThanOrEqual(2);
      }),
    );
  });

  it('a load that wanders from second to second never makes the picture swing: at most 20 changes in 30 minutes', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.3, max: 3, noNaN: true }), fc.integer(), (middle, seed) => {
        const random = seededRandom(seed);
        const levels = work(() => middle * (0.75 + 0.5 * random()), 1800, createLoadShedder(levelMax));
        expect(turns(levels)).toBeLessThanOrEqual(levelMax + 13);
      }),
      { numRuns: 40 },
    );
  });

  it('a load that swings every 15 s does not make the picture swing with it', () => {
    const levels = work((second) => (second % 30 < 15 ? 1.3 : 0.3), 1800, createLoadShedder(levelMax));
    expect(turns(levels.slice(600))).toBeLessThanOrEqual(10);
  });

  it('when the load is gone everything comes back', () => {
    const levels = work((second) => (second < 60 ? 3 : 0.2), 400, createLoadShedder(levelMax));
    expect(Math.max(...levels.slice(0, 60))).toBeGreaterThan(3);
    expect(levels.at(-1)).toBe(0);
  });

  it('a long burst soon after a return counts as one return too early, not as one for each level', () => {
    const demand = (second: number) => (second < 12 || (second >= 45 && second < 70) ? 2.5 : 0.3);
    const levels = work(demand, 200, createLoadShedder(levelMax));
    expect(Math.max(...levels.slice(45, 75))).toBeGreaterThan(3);
    expect(levels[70 + 10 * levelMax]).toBe(0);
  });

  it('control: one that follows each second swings', () => {
    let level = 0;
    const nervous: LoadShedder = {
      sample: ({ busy }) => (level = Math.max(0, Math.min(levelMax, level + (busy > 0.9 ? 1 : -1)))),
    };
    expect(turns(work(() => 1.3, 1800, nervous))).toBeGreaterThan(500);
  });
});
