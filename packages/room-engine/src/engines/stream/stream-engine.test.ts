import { FakeClock } from '@cloudmeet/testing';
import { expect, test } from 'vitest';
import { StreamScreen } from '../../session/stream-screen.ts';
import type { StreamState } from '../../store/stream-slice.ts';
import { keepToEdge } from './native-player.ts';
import { StreamEngine } from './stream-engine.ts';
import type { PlayerOptions } from './stream-player.ts';

function setUp(canPlay = true) {
  const clock = new FakeClock();
  const screen = new StreamScreen();
  const players: (PlayerOptions & { closed: boolean })[] = [];
  const changes: Partial<StreamState>[] = [];
  const engine = new StreamEngine({
    clock,
    screen,
    changed: (change) => changes.push(change),
    players: [
      () => undefined,
      (options) => {
        if (!canPlay) return undefined;
        const player = { ...options, closed: false };
        players.push(player);
        return { latencySeconds: () => 1.2, close: () => void (player.closed = true) };
      },
    ],
  });
  const watch = (stream: string | null) => engine.connect({ members: [], mixer: null, stream });
  return { clock, screen, players, changes, engine, watch };
}
const element = () => ({}) as HTMLVideoElement;

test('plays when there are an address and an element, whichever comes first', () => {
  const { screen, players, watch } = setUp();
  watch('https://cdn.example.com/a.m3u8');
  expect(players).toEqual([]);
  const first = element();
  const take = screen.attach(first);
  expect(players.map(({ url, element: into }) => [url, into])).toEqual([
    ['https://cdn.example.com/a.m3u8', first],
  ]);
  watch('https://cdn.example.com/a.m3u8');
  expect(players).toHaveLength(1);
  take();
  expect(players[0]?.closed).toBe(true);
});

test('plays another address in place of the first, and nothing when there is none', () => {
  const { screen, players, watch } = setUp();
  screen.attach(element());
  watch('https://cdn.example.com/a.m3u8');
  watch('https://cdn.example.com/b.m3u8');
  watch(null);
  expect(players.map(({ url, closed }) => [url.at(-6), closed])).toEqual([
    ['a', true],
    ['b', true],
  ]);
});

test('tells what the player does, and how far behind it is', async () => {
  const { clock, screen, players, changes, engine, watch } = setUp();
  screen.attach(element());
  watch('https://cdn.example.com/a.m3u8');
  players[0]?.told('playing');
  players[0]?.silenced();
  expect(await engine.flows()).toBe(true);
  await clock.advance(1000);
  expect(changes).toEqual([{ status: 'playing' }, { silent: true }, { latencySeconds: 1.2 }]);
});

test('says that it failed where no player works, and does nothing more once closed', () => {
  const { screen, changes, engine, watch } = setUp(false);
  screen.attach(element());
  watch('https://cdn.example.com/a.m3u8');
  expect(changes).toEqual([{ status: 'failed' }]);
  engine.close();
  screen.attach(element());
  expect(changes).toHaveLength(1);
});

test.each([
  ['at the edge', 98.4, 98.4, 1],
  ['a little behind', 92, 92, 1.1],
  ['far behind', 60, 98.5, 1],
])('the browser’s own player %s keeps to the edge', (_where, at, goesTo, rate) => {
  const player = {
    seekable: { length: 1, start: () => 0, end: () => 100 },
    currentTime: at,
    playbackRate: 1,
  };
  keepToEdge(player);
  expect([player.currentTime, player.playbackRate]).toEqual([goesTo, rate]);
});
