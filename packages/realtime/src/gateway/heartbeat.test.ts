import { limits } from '@cloudmeet/contracts';
import { FakeClock } from '@cloudmeet/testing';
import { expect, test } from 'vitest';
import { startHeartbeat } from './heartbeat.ts';
import type { Pulse } from './heartbeat.ts';

function pulse(heardMs: number) {
  const said: string[] = [];
  const one: Pulse = { heardMs, ping: () => said.push('ping'), bye: ({ code }) => said.push(code) };
  return { one, said };
}

test('RL-34 everybody is pinged every 15 s, and ended after 45 s of silence', async () => {
  const clock = new FakeClock();
  const silent = pulse(clock.nowMs());
  const stop = startHeartbeat(clock, new Set([silent.one]));
  await clock.advance(limits.idleTimeoutMs);
  expect(silent.said).toEqual(['ping', 'ping', 'timeout']);
  stop();
  await clock.advance(limits.idleTimeoutMs);
  expect(silent.said).toHaveLength(3);
  expect(clock.pendingTimers).toBe(0);
});

test('RL-34 whoever was heard of meanwhile stays', async () => {
  const clock = new FakeClock();
  const alive = pulse(clock.nowMs() + limits.pingIntervalMs);
  const stop = startHeartbeat(clock, new Set([alive.one]));
  await clock.advance(limits.idleTimeoutMs);
  expect(alive.said).toEqual(['ping', 'ping', 'ping']);
  stop();
});
