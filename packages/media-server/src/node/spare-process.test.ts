import { FakeClock } from '@cloudmeet/testing';
import { expect, test } from 'vitest';
import { spareAfterMs, spareLoadMs, SpareProcess } from './spare-process.ts';
import type { WaitingProcess } from './spare-process.ts';

class FakeWaiting implements WaitingProcess {
  isKilled = false;
  loaded: () => void = () => undefined;
  ended: () => void = () => undefined;
  onLoaded(loaded: () => void): void {
    this.loaded = loaded;
  }
  onEnded(ended: () => void): void {
    this.ended = ended;
  }
  kill(): void {
    this.isKilled = true;
  }
}

function world() {
  const clock = new FakeClock();
  const forked: FakeWaiting[] = [];
  const spare = new SpareProcess(() => {
    const waiting = new FakeWaiting();
    forked.push(waiting);
    return waiting;
  }, clock);
  return { clock, forked, spare };
}

test('nothing is loaded while processes start, and one spare when they have had their time', async () => {
  const { clock, forked, spare } = world();
  expect(spare.take()).toBeUndefined();
  await clock.advance(spareAfterMs - 1);
  expect(spare.take()).toBeUndefined();
  await clock.advance(spareAfterMs - 1);
  expect(forked).toHaveLength(0);
  await clock.advance(1);
  expect(forked).toHaveLength(1);
});

test('the spare is given away once it is loaded, once, and another follows later', async () => {
  const { clock, forked, spare } = world();
  spare.take();
  await clock.advance(spareAfterMs);
  expect(spare.take()).toBeUndefined();
  forked[0]?.loaded();
  expect(spare.take()).toBe(forked[0]);
  expect(spare.take()).toBeUndefined();
  await clock.advance(spareAfterMs);
  expect(forked).toHaveLength(2);
});

test('a spare that ends by itself is not given away, and another is made', async () => {
  const { clock, forked, spare } = world();
  spare.take();
  await clock.advance(spareAfterMs);
  forked[0]?.loaded();
  forked[0]?.ended();
  expect(spare.isLoaded).toBe(false);
  await clock.advance(spareAfterMs);
  expect(forked).toHaveLength(2);
});

test('a spare that hangs while it loads is ended, and another is made; one that is loaded is left alone', async () => {
  const { clock, forked, spare } = world();
  spare.take();
  await clock.advance(spareAfterMs);
  await clock.advance(spareLoadMs - 1);
  expect(spare.take()).toBeUndefined();
  expect(forked[0]?.isKilled).toBe(false);
  await clock.advance(1);
  expect(forked[0]?.isKilled).toBe(true);
  forked[0]?.ended();
  await clock.advance(spareAfterMs);
  forked[1]?.loaded();
  await clock.advance(2 * spareLoadMs);
  expect(forked.map(({ isKilled }) => isKilled)).toEqual([true, false]);
  expect(spare.take()).toBe(forked[1]);
});

test('a process that was given away is not ended with the spare, and nothing follows after closing', async () => {
  const { clock, forked, spare } = world();
  spare.take();
  await clock.advance(spareAfterMs);
  forked[0]?.loaded();
  spare.take();
  await clock.advance(spareAfterMs);
  spare.close();
  spare.close();
  expect(forked.map(({ isKilled }) => isKilled)).toEqual([false, true]);
  spare.take();
  await clock.advance(spareAfterMs);
  expect(forked).toHaveLength(2);
});
