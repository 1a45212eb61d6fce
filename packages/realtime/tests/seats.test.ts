import type { RealtimeNode } from '@cloudmeet/testing/rooms';
import { expect, test } from 'vitest';
import { codeOf, worldOfFile } from './world-of-file.ts';

const use = worldOfFile();

/** Comes in at one of the nodes, and at the other when it is sent there. @returns `joined` or the refusal */
async function comeIn(nodes: readonly RealtimeNode[], first: number, roomId: string): Promise<string> {
  const token = use.world.tenant.token(roomId);
  for (const node of [nodes[first % nodes.length], nodes[(first + 1) % nodes.length]]) {
    if (!node) throw new Error('There is no such node.');
    const client = use.world.client(node, roomId);
    const code = await codeOf(client.enter(token));
    if (code !== 'room-elsewhere') return code === 'nothing' ? 'joined' : code;
  }
  return 'nowhere';
}

async function count(roomId: string): Promise<number> {
  const { tenantId } = use.world.tenant;
  const session = await use.world.database
    .forTenant({ tenantId })
    .transaction((repos) => repos.sessions.findLive(roomId));
  return session?.participantCount ?? 0;
}

test('RL-13 of 60 who come at once, exactly 10 get the 10 seats', async () => {
  const roomId = await use.world.tenant.createRoom({ maxParticipants: 10 });
  const outcomes = await Promise.all(Array.from({ length: 60 }, () => comeIn([use.node], 0, roomId)));
  expect(outcomes.filter((outcome) => outcome === 'joined')).toHaveLength(10);
  expect(outcomes.filter((outcome) => outcome === 'room-full')).toHaveLength(50);
  expect(await count(roomId)).toBe(10);
});

test('RL-13, RL-39 of 60 who come at once at two nodes, exactly 10 get the 10 seats', async () => {
  const other = await use.world.startNode();
  const roomId = await use.world.tenant.createRoom({ maxParticipants: 10 });
  const outcomes = await Promise.all(
    Array.from({ length: 60 }, (_, index) => comeIn([use.node, other], index, roomId)),
  );
  expect(outcomes.filter((outcome) => outcome === 'joined')).toHaveLength(10);
  expect(outcomes.filter((outcome) => outcome === 'room-full')).toHaveLength(50);
  expect(await count(roomId)).toBe(10);
});

test('RL-13 a seat that was given back is sold again, one that is only lost for a moment is not', async () => {
  const roomId = await use.world.tenant.createRoom({ maxParticipants: 2 });
  const first = await use.world.person(use.node, roomId);
  const second = await use.world.person(use.node, roomId);
  second.cut();
  await second.untilClosed();
  expect(await comeIn([use.node], 0, roomId)).toBe('room-full');
  await second.resume();
  await first.leave();
  await second.until('a free seat', (state) => Object.keys(state.participants).length === 1);
  expect(await comeIn([use.node], 0, roomId)).toBe('joined');
});
