import { expect, test, vi } from 'vitest';
import { createShortMemory } from './short-memory.ts';

test('a value is looked up once until it is too old', async () => {
  let nowMs = 0;
  const memory = createShortMemory<string>({ ttlMs: 1000, nowMs: () => nowMs });
  const load = vi.fn(async () => 'found');
  expect(await memory.get('a', load)).toBe('found');
  nowMs = 999;
  await memory.get('a', load);
  expect(load).toHaveBeenCalledTimes(1);
  nowMs = 1000;
  await memory.get('a', load);
  expect(load).toHaveBeenCalledTimes(2);
});

test('many who ask at once cause one look-up', async () => {
  const memory = createShortMemory<string>({ ttlMs: 1000 });
  const load = vi.fn(async () => 'found');
  const answers = await Promise.all(Array.from({ length: 50 }, () => memory.get('a', load)));
  expect(new Set(answers)).toEqual(new Set(['found']));
  expect(load).toHaveBeenCalledTimes(1);
});

test('neither a missing thing nor a failure is remembered', async () => {
  const memory = createShortMemory<string>({ ttlMs: 1000 });
  expect(await memory.get('a', async () => undefined)).toBeUndefined();
  await expect(memory.get('a', async () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  expect(await memory.get('a', async () => 'now')).toBe('now');
});

test('what is forgotten while it is being looked up is not remembered, and is looked up anew meanwhile', async () => {
  const memory = createShortMemory<string>({ ttlMs: 1000 });
  const first = Promise.withResolvers<string>();
  const early = memory.get('a', () => first.promise);
  memory.forget(() => true);
  expect(await memory.get('a', async () => 'after')).toBe('after');
  first.resolve('before');
  expect(await early).toBe('before');
  expect(await memory.get('a', async () => 'unused')).toBe('after');
});

test('it does not grow beyond its bound', async () => {
  const memory = createShortMemory<number>({ ttlMs: 1000, entriesMax: 3 });
  for (let n = 0; n < 5; n += 1) await memory.get(String(n), async () => n);
  const load = vi.fn(async () => -1);
  expect(await memory.get('4', load)).toBe(4);
  expect(await memory.get('0', load)).toBe(-1);
});
