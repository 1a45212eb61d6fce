import { FakeClock } from '@cloudmeet/testing';
import { expect, test } from 'vitest';
import { LinkWatch } from './link-watch.ts';

const trying = { connectionState: 'connecting', signalingState: 'stable' } as const;

function watched(side: 'caller' | 'called' = 'caller') {
  const clock = new FakeClock();
  const done: string[] = [];
  const note = (what: string) => () => void done.push(what);
  const watch = new LinkWatch(clock, side, {
    repeat: note('repeat'),
    restart: note('restart'),
    renew: note('renew'),
  });
  watch.began();
  return { clock, watch, done };
}

test('a connection that comes no closer is started over', async () => {
  const { clock, watch, done } = watched();
  watch.stateChanged({ ...trying, iceConnectionState: 'checking' });
  await clock.advance(14_900);
  watch.stateChanged({ ...trying, iceConnectionState: 'checking' });
  await clock.advance(200);
  expect(done).toEqual(['renew']);
});

test('a slow machine gets its time anew for each step towards a connection', async () => {
  const { clock, watch, done } = watched();
  const steps = [
    { ...trying, signalingState: 'have-remote-offer', iceConnectionState: 'new' },
    { ...trying, iceConnectionState: 'new' },
    { ...trying, iceConnectionState: 'checking' },
    { ...trying, iceConnectionState: 'connected' },
  ] as const;
  for (const step of steps) {
    await clock.advance(14_000);
    watch.stateChanged(step);
  }
  await clock.advance(14_000);
  watch.stateChanged({ ...trying, connectionState: 'connected', iceConnectionState: 'connected' });
  await clock.advance(60_000);
  expect(done).toEqual([]);
});

test('going back and forth between the same steps wins no time', async () => {
  const { clock, watch, done } = watched();
  for (let times = 0; times < 4; times += 1) {
    watch.stateChanged({ ...trying, iceConnectionState: 'checking' });
    watch.stateChanged({ ...trying, iceConnectionState: 'new' });
    await clock.advance(4_000);
  }
  expect(done).toEqual(['renew']);
});

test('the side that was called leaves it to the caller to start over first', async () => {
  const called = watched('called');
  await called.clock.advance(19_900);
  expect(called.done).toEqual([]);
  await called.clock.advance(200);
  expect(called.done).toEqual(['renew']);
});

test('what is broken is started over soon, whatever state it goes through', async () => {
  const { clock, watch, done } = watched();
  watch.broken();
  watch.stateChanged({ ...trying, iceConnectionState: 'checking' });
  await clock.advance(600);
  expect(done).toEqual(['renew']);
});
