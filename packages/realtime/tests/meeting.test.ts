import { createRoomWorld } from '@cloudmeet/testing/rooms';
import type { RealtimeNode, RoomWorld } from '@cloudmeet/testing/rooms';
import { afterAll, beforeAll, expect, test } from 'vitest';

let world: RoomWorld;
let node: RealtimeNode;

beforeAll(async () => {
  world = await createRoomWorld();
  node = await world.startNode();
});
afterAll(() => world.close());

test('RL-1 people of one room see the same entries in the same order', async () => {
  const roomId = await world.tenant.createRoom();
  const host = await world.person(node, roomId, { role: 'host', name: 'Hera' });
  const guest = await world.person(node, roomId, { name: 'Gus' });
  await host.until('Gus is here', (state) => Object.keys(state.participants).length === 2);
  const seqs = await Promise.all([
    host.cmd('chat.send', { text: 'one' }),
    guest.cmd('chat.send', { text: 'two' }),
  ]);
  const last = Math.max(...seqs);
  await Promise.all([host.untilSeq(last), guest.untilSeq(last)]);
  expect(guest.state).toEqual(host.state);
  expect(host.state.chat.map(({ text }) => text).sort()).toEqual(['one', 'two']);
  expect([...host.view.gaps, ...guest.view.gaps]).toEqual([]);
});
