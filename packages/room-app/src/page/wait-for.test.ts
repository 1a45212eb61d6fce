import { expect, it, vi } from 'vitest';
import { createFakeRoom } from '../../tests/fake-room/fake-room.ts';
import { waitFor } from './wait-for.ts';

it('resolves at once when it is so already, and listens to nothing', async () => {
  const { store } = createFakeRoom();
  const subscribe = vi.spyOn(store, 'subscribe');
  expect(await waitFor(store, ({ connection }) => connection.status === 'idle')).toBe(store.getState());
  expect(subscribe).not.toHaveBeenCalled();
});

it('resolves with the first state for which it is so, and stops listening', async () => {
  const room = createFakeRoom();
  const checks = vi.fn((online: boolean) => !online);
  const waiting = waitFor(room.store, ({ connection }) => checks(connection.online));
  const { connection } = room.store.getState();
  room.change({ connection: { ...connection, online: false } });
  expect((await waiting).connection.online).toBe(false);
  const asked = checks.mock.calls.length;
  room.change({ connection });
  expect(checks).toHaveBeenCalledTimes(asked);
});
