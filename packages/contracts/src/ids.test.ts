import { describe, expect, it } from 'vitest';
import { idSchema, newId, randomText } from './ids.ts';

describe('ids', () => {
  it('carry the prefix of their kind and 24 random characters', () => {
    const id = newId('room');
    expect(id).toMatch(/^rm_[0-9A-Za-z]{24}$/);
    expect(idSchema('room').safeParse(id).success).toBe(true);
    expect(idSchema('tenant').safeParse(id).success).toBe(false);
  });

  it('never repeat in ten thousand', () => {
    expect(new Set(Array.from({ length: 10_000 }, () => newId('session'))).size).toBe(10_000);
  });

  it('use every character about equally often, so that none of the bits is lost', () => {
    const counts = new Map<string, number>();
    for (const character of randomText(62_000)) counts.set(character, (counts.get(character) ?? 0) + 1);
    expect(counts.size).toBe(62);
    expect(Math.min(...counts.values())).toBeGreaterThan(800);
    expect(Math.max(...counts.values())).toBeLessThan(1200);
  });

  it('throw away bytes that would favour the first characters', () => {
    const bytes = [255, 254, 248, 0, 61];
    const fill = (target: Uint8Array<ArrayBuffer>) => target.map(() => bytes.shift() ?? 1);
    const text = randomText(2, (target) => {
      target.set(fill(target));
      return target;
    });
    expect(text).toBe('0z');
  });
});
