import { expect, test } from 'vitest';
import { Pulse, stillMs } from './pulse.ts';

/** Judged every 100 ms, with beats as `beat` gives them; resolves with when it was found dead, and how. */
function watch(beat: (nowMs: number) => { media: number; busy: boolean } | undefined, forMs = 5000) {
  const pulse = new Pulse(0);
  for (let nowMs = 100; nowMs <= forMs; nowMs += 100) {
    const now = beat(nowMs);
    if (now) pulse.beat(now, nowMs);
    const verdict = pulse.judge(nowMs);
    if (verdict !== 'alive') return { verdict, nowMs };
  }
  return { verdict: 'alive' };
}

test('a process that works and beats is alive', () => {
  expect(watch((nowMs) => ({ media: nowMs, busy: true }))).toEqual({ verdict: 'alive' });
});

test('a process without work need not move', () => {
  expect(watch(() => ({ media: 7, busy: false }))).toEqual({ verdict: 'alive' });
});

test('a process that says nothing is found within a second', () => {
  expect(watch((nowMs) => (nowMs <= 1000 ? { media: nowMs, busy: true } : undefined))).toEqual({
    ...{ verdict: 'silent', nowMs: 1000 + stillMs },
  });
});

test('a process that beats and does nothing although it has work is found within a second', () => {
  expect(watch((nowMs) => ({ media: Math.min(nowMs, 1000), busy: true }))).toEqual({
    ...{ verdict: 'stuck', nowMs: 1000 + stillMs },
  });
});

test('a process that gets work after a rest has its time to begin', () => {
  expect(watch((nowMs) => ({ media: nowMs > 3500 ? nowMs : 0, busy: nowMs > 3000 }))).toEqual({
    ...{ verdict: 'alive' },
  });
});

test('a process that waits for a core is not taken for dead, but not for ever', () => {
  const pulse = new Pulse(0);
  let deadMs = 0;
  for (let nowMs = 200; deadMs === 0; nowMs += 200)
    if (pulse.judge(nowMs, nowMs * 0.9) !== 'alive') deadMs = nowMs;
  expect(deadMs).toBeGreaterThan(4000);
  expect(deadMs).toBeLessThan(7000);
});

test('control: a stopped process does not wait for a core, however busy the machine was before', () => {
  const pulse = new Pulse(0, 50_000);
  for (const nowMs of [200, 500]) expect(pulse.judge(nowMs, 50_000)).toBe('alive');
  expect(pulse.judge(stillMs, 50_000)).toBe('silent');
});

test('when we ourselves were held up nobody is judged by that', () => {
  const pulse = new Pulse(0);
  pulse.beat({ media: 1, busy: true }, 100);
  expect(pulse.judge(200)).toBe('alive');
  expect(pulse.judge(3000)).toBe('alive');
  pulse.beat({ media: 2, busy: true }, 3100);
  expect(pulse.judge(3200)).toBe('alive');
});

test('a process that beats is looked at rarely, a silent one closely and at the moment at which it is given up', () => {
  const pulse = new Pulse(0);
  const looks: number[] = [];
  let verdict = 'alive';
  for (let nowMs = 0; verdict === 'alive' && nowMs < 5000; nowMs += pulse.nextMs(nowMs)) {
    for (let beatMs = 0; beatMs <= Math.min(nowMs, 2010); beatMs += 200)
      pulse.beat({ media: beatMs, busy: true }, beatMs);
    verdict = pulse.judge(nowMs);
    looks.push(nowMs);
  }
  expect(verdict).toBe('silent');
  expect(looks.at(-1)).toBe(2000 + stillMs);
  expect(looks.filter((atMs) => atMs <= 2000).length).toBeLessThanOrEqual(7);
});

test('that a look was meant to come late is no delay of ours: who is silent meanwhile is found', () => {
  const pulse = new Pulse(0);
  let nowMs = 0;
  while (pulse.judge(nowMs) === 'alive' && nowMs < 5000) nowMs += pulse.nextMs(nowMs);
  expect(nowMs).toBe(stillMs);
});
