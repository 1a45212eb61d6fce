import { describe, expect, it } from 'vitest';
import { candidatesMax, glanceTicks, proofTicks, sourcesToDecode } from './sources-to-decode.ts';

const sources = (...levels: number[]) =>
  levels.map((recentDbov, name) => ({ name, recentDbov, saidDbov: null, gain: 0 }));
const saying = (...levels: number[]) =>
  levels.map((saidDbov, name) => ({ name, recentDbov: -127, saidDbov, gain: 0 }));

describe('whom to decode', () => {
  it('is everybody while they are few', () => {
    const few = sources(...Array.from({ length: candidatesMax }, () => -100));
    expect(sourcesToDecode(new Set(few), 3, null).size).toBe(candidatesMax);
  });

  it('is who is heard, the loudest others and a tenth of the rest, and everybody in turn', () => {
    const many = sources(...Array.from({ length: 100 }, (_, n) => -20 - n / 2));
    const heard = { name: 100, recentDbov: -90, saidDbov: null, gain: 1 };
    const seen = new Set<unknown>();
    for (let tick = 0; tick < glanceTicks; tick += 1) {
      const decoded = sourcesToDecode(new Set([...many, heard]), tick, -20);
      expect(decoded.has(heard)).toBe(true);
      for (const loud of many.slice(0, candidatesMax - 1)) expect(decoded.has(loud)).toBe(true);
      expect(decoded.size).toBeLessThanOrEqual(candidatesMax + 11);
      for (const source of decoded) seen.add(source);
    }
    expect(seen.size).toBe(101);
  });

  it('is nobody who says to be silent, and while all places are taken nobody who is not louder by their word', () => {
    const said = new Set(saying(-90, -61, -59, -30));
    expect([...sourcesToDecode(said, 10, null)].map(({ saidDbov }) => saidDbov)).toEqual([-59, -30]);
    expect([...sourcesToDecode(said, 10, -35)].map(({ saidDbov }) => saidDbov)).toEqual([-30]);
    expect(sourcesToDecode(said, 10, -20).size).toBe(0);
  });

  it('is once in two seconds also who says so, and never more than twelve by their word', () => {
    const silent = new Set(saying(...Array.from({ length: 30 }, () => -90)));
    const seen = new Map<unknown, number>();
    for (let tick = 0; tick < proofTicks; tick += 1) {
      for (const source of sourcesToDecode(silent, tick, null)) seen.set(source, (seen.get(source) ?? 0) + 1);
    }
    expect([...seen.values()]).toEqual(Array.from({ length: 30 }, () => 1));
    const shouting = new Set(saying(...Array.from({ length: 30 }, () => 0)));
    expect(sourcesToDecode(shouting, 50, null).size).toBe(candidatesMax);
  });
});
