import { expect, test } from 'vitest';
import { judge } from './judge.ts';
import type { Sample } from './run-client.ts';

const ok = (sentAtMs: number): Sample => ({ sentAtMs, durationMs: 5, outcome: 'ok', saysWhen: true });
const away = (sentAtMs: number): Sample => ({
  sentAtMs,
  durationMs: 3,
  outcome: 'unavailable',
  saysWhen: true,
});
const when = { downAtMs: 100, upAtMs: 200 };
const good = [ok(0), ok(50), away(110), away(190), away(210), ok(300)];

test('typed errors while the database is away, and none soon after, are what is wanted', () => {
  expect(judge(good, when)).toMatchObject({
    met: true,
    untyped: 0,
    recoveryMs: 13,
    phases: { before: { errors: {} }, during: { errors: { unavailable: 2 } }, after: { requests: 2 } },
  });
});

test.each([
  ['an error of another kind', { ...away(150), outcome: 'internal' }],
  ['no time to try again', { ...away(150), saysWhen: false }],
  ['a connection that broke', { ...away(150), outcome: 'connection', saysWhen: false }],
  ['an answer that took too long', { ...ok(150), durationMs: 8000 }],
  ['an error before the outage', away(10)],
  ['an error long after it', away(2500)],
])('control: %s is noticed', (_name, sample) => {
  expect(judge([...good, sample], when).met).toBe(false);
});
