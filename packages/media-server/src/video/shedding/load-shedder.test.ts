import { seededRandom } from '@cloudmeet/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { costOf, efforts } from './efforts.ts';
import { createLoadShedder, type LoadSample, type LoadShedder } from './load-shedder.ts';

const costs = efforts.map(costOf);
const levelMax = costs.length - 1;
const shedder = () => createLoadShedder(costs);

/** A machine on which the whole work takes `demand` cores, and each level as much less as `saving` says. */
function work(
  demand: (second: number) => number,
  seconds: number,
  of: LoadShedder,
  saving: (level: number) => number = (level) => costs[level] ?? 1,
): number[] {
  let level = 0;
  return Array.from({ length: seconds }, (_, second) => {
    const needed = demand(second) * saving(level);
    const load: LoadSample = { occupied: Math.min(1, needed), missed: Math.max(0, 1 - 1 / needed) };
    level = of.sample(load);
    return level;
  });
}

/** In which seconds something came back that had been left out. */
const returns = (levels: readonly number[]) =>
  levels.flatMap((level, second) => (level < (levels[second - 1] ?? level) ? [second] : []));

const turns = (levels: readonly number[]) =>
  levels.filter((level, index) => index > 0 && level !== levels[index - 1]).length;

describe('leaving out under load', () => {
  it('without overload nothing is left out', () => {
    expect(Math.max(...work(() => 0.85, 600, shedder()))).toBe(0);
  });

  it('a process that is occupied all the time and is late with nothing leaves nothing out', () => {
    const of = shedder();
    const levels = Array.from({ length: 600 }, () => of.sample({ occupied: 1, missed: 0 }));
    expect(Math.max(...levels)).toBe(0);
  });

  it('a burst of four seconds, in which a hundred people come, changes nothing', () => {
    expect(Math.max(...work((second) => (second < 4 ? 1.6 : 0.6), 60, shedder()))).toBe(0);
  });

  it('after a longer burst everything is back within five seconds a level', () => {
    const levels = work((second) => (second < 12 ? 2 : 0.6), 60, shedder());
    const most = Math.max(...levels);
    expect(most).toBeGreaterThan(1);
    expect(levels[12 + 5 * most]).toBe(0);
  });

  it('overload is answered within three seconds a level and until it fits', () => {
    const levels = work(() => 1.8, 60, shedder());
    expect(levels[2]).toBeGreaterThan(0);
    expect(1.8 * (costs[levels.at(-1) ?? 0] ?? 1)).toBeLessThan(1.12);
  });

  it('a steady load, whatever it is, ends at a level and stays there: at most 12 changes in 30 minutes', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 6, noNaN: true }), (demand) => {
        const levels = work(() => demand, 1800, shedder());
        expect(turns(levels)).toBeLessThanOrEqual(levelMax + 5);
        expect(turns(levels.slice(-900))).toBeLessThanOrEqual(2);
      }),
    );
  });

  it('a load that only grows never brings anything back, however little is saved by leaving out', () => {
    const growth = fc.array(fc.double({ min: 0, max: 0.04, noNaN: true }), { minLength: 60, maxLength: 300 });
    const share = fc.double({ min: 0.1, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 2, noNaN: true }), growth, share, (first, more, saved) => {
        let now = first;
        const curve = more.map((each) => (now += each));
        const saving = (level: number) => 1 - saved * (1 - (costs[level] ?? 1));
        const levels = work((second) => curve[second] ?? now, curve.length, shedder(), saving);
        expect(returns(levels)).toEqual([]);
      }),
    );
  });

  it('a load that leaps is tried once a patience, which doubles, even where a level back costs far more than known', () => {
    const load = fc.double({ min: 1.1, max: 5, noNaN: true });
    fc.assert(
      fc.property(load, fc.double({ min: 1, max: 3, noNaN: true }), (demand, more) => {
        const saving = (level: number) => (costs[level] ?? 1) ** more;
        const levels = work((second) => (second < 30 ? 0.3 : demand), 1800, shedder(), saving);
        const tried = returns(levels).filter((at, n, all) => n === 0 || at > (all[n - 1] ?? 0) + 1);
        const failed = tried.filter((at) => Math.max(...levels.slice(at, at + 10)) > (levels[at] ?? 0));
        failed.slice(1).forEach((at, n) => {
          expect(at - (failed[n] ?? 0)).toBeGreaterThanOrEqual(Math.min(320, 4 * 2 ** (n + 1)));
        });
      }),
    );
  });

  it('everything is back 160 s after the load is gone, whatever it was like before', () => {
    const second = fc.double({ min: 0, max: 4, noNaN: true });
    fc.assert(
      fc.property(fc.array(second, { minLength: 20, maxLength: 60 }), (steps) => {
        const until = steps.length * 30;
        const demand = (at: number) => (at < until ? (steps[Math.floor(at / 30)] ?? 0) : 0.6);
        expect(work(demand, until + 160, shedder()).at(-1)).toBe(0);
      }),
    );
  });

  it('a load that wanders from second to second never makes the picture swing: at most 20 changes in 30 minutes', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.3, max: 3, noNaN: true }), fc.integer(), (middle, seed) => {
        const random = seededRandom(seed);
        const levels = work(() => middle * (0.75 + 0.5 * random()), 1800, shedder());
        expect(turns(levels)).toBeLessThanOrEqual(levelMax + 13);
      }),
      { numRuns: 40 },
    );
  });

  it('a load that swings every 15 s does not make the picture swing with it', () => {
    const levels = work((second) => (second % 30 < 15 ? 1.3 : 0.3), 1800, shedder());
    expect(turns(levels.slice(600))).toBeLessThanOrEqual(10);
  });

  it('when the load is gone everything comes back', () => {
    const levels = work((second) => (second < 60 ? 3 : 0.2), 400, shedder());
    expect(Math.max(...levels.slice(0, 60))).toBeGreaterThan(3);
    expect(levels.at(-1)).toBe(0);
  });

  it('a long burst soon after a return counts as one return too early, not as one for each level', () => {
    const demand = (second: number) => (second < 12 || (second >= 45 && second < 70) ? 2.5 : 0.3);
    const levels = work(demand, 200, shedder());
    expect(Math.max(...levels.slice(45, 75))).toBeGreaterThan(3);
    expect(levels[70 + 10 * levelMax]).toBe(0);
  });

  it('control: one that follows each second swings', () => {
    let level = 0;
    const nervous: LoadShedder = {
      sample: ({ occupied }) => (level = Math.max(0, Math.min(levelMax, level + (occupied > 0.9 ? 1 : -1)))),
    };
    expect(turns(work(() => 1.3, 1800, nervous))).toBeGreaterThan(500);
  });
});
