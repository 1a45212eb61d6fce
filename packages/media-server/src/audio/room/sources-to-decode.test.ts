import { describe, expect, it } from 'vitest';
import { candidatesMax, glanceTicks, sourcesToDecode } from './sources-to-decode.ts';

const sources = (...levels: number[]) => levels.map((recentDbov, name) => ({ name, recentDbov, gain: 0 }));

describe('whom to decode', () => {
  it('is everybody while they are few', () => {
    const few = sources(...Array.from({ length: candidatesMax }, () => -100));
    expect(sourcesToDecode(few, 3).size).toBe(candidatesMax);
  });

  it('is who is heard, the loudest others and a tenth of the rest, and everybody in turn', () => {
    const many = sources(...Array.from({ length: 100 }, (_, n) => -20 - n / 2));
    const heard = { name: 100, recentDbov: -90, gain: 1 };
    const seen = new Set<unknown>();
    for (let tick = 0; tick < glanceTicks; tick += 1) {
      const decoded = sourcesToDecode([...many, heard], tick);
      expect(decoded.has(heard)).toBe(true);
      for (const loud of many.slice(0, candidatesMax - 1)) expect(decoded.has(loud)).toBe(true);
      expect(decoded.size).toBeLessThanOrEqual(candidatesMax + 11);
      for (const source of decoded) seen.add(source);
    }
    expect(seen.size).toBe(101);
  });
});
