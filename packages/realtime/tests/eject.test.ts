import { expect, test } from 'vitest';
import { codeOf, worldOfFile } from './world-of-file.ts';

const use = worldOfFile();

async function meeting() {
  const roomId = await use.world.tenant.createRoom();
  const host = await use.world.person(use.node, roomId, { role: 'host' });
  const guest = await use.world.person(use.node, roomId, { sub: 'bad', jti: 'token-1' });
  return { roomId, host, guest };
}

async function elapsedMs(work: Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await work;
  return performance.now() - startedMs;
}

test('RL-18 a command removes somebody within a second, and everybody sees it', async () => {
  const { host, guest } = await meeting();
  const tookMs = await elapsedMs(
    Promise.all([
      host.cmd('participant.remove', { participantId: guest.participantId }),
      guest.untilClosed(),
    ]),
  );
  expect(tookMs).toBeLessThan(1000);
  expect(guest.bye?.code).toBe('removed');
  await host.until('they are gone', (state) => !state.participants[guest.participantId]);
});

test('RL-18 the API ejects somebody within a second, hosts too', async () => {
  const { roomId, host } = await meeting();
  const body = { tenantId: use.world.tenant.tenantId, participantId: host.participantId };
  const tookMs = await elapsedMs(
    Promise.all([
      use.node.control(roomId, 'eject', body).then((answer) => expect(answer.status).toBe(204)),
      host.untilClosed(),
    ]),
  );
  expect(tookMs).toBeLessThan(1000);
  expect(host.bye?.code).toBe('removed');
});

test('RL-18 who was removed stays out: the same token, a new one, and a resume', async () => {
  const { roomId, host, guest } = await meeting();
  await host.cmd('participant.remove', { participantId: guest.participantId });
  await guest.untilClosed();
  const again = (token: { sub?: string; jti?: string }) => codeOf(use.world.person(use.node, roomId, token));
  expect(await again({ sub: 'bad', jti: 'token-1' })).toBe('removed');
  expect(await again({ sub: 'bad', jti: 'token-2' })).toBe('removed');
  expect(await again({ sub: 'somebody', jti: 'token-1' })).toBe('removed');
  expect(await codeOf(guest.resume())).toBe('removed');
  expect(await again({ sub: 'good', jti: 'token-3' })).toBe('nothing');
});

test('RL-18 all presences of the person go, the one at the door too', async () => {
  const roomId = await use.world.tenant.createRoom({ lobby: true });
  const host = await use.world.person(use.node, roomId, { role: 'host' });
  const inside = await use.world.person(use.node, roomId, { sub: 'bad', role: 'moderator' });
  const outside = await use.world.person(use.node, roomId, { sub: 'bad', onDuplicate: 'allow' });
  expect(outside.frames.at(-1)?.t).toBe('waiting');
  await host.cmd('participant.remove', { participantId: inside.participantId });
  expect((await inside.untilClosed())?.code).toBe('removed');
  expect((await outside.untilClosed())?.code).toBe('removed');
  expect(host.state.waiting).toEqual({});
});

test('RL-18 whoever was removed while away is not let back', async () => {
  const { host, guest } = await meeting();
  guest.cut();
  await guest.untilClosed();
  await host.cmd('participant.remove', { participantId: guest.participantId });
  expect(await codeOf(guest.resume())).toBe('removed');
});

test('RL-18 a removal holds for the session, not for the next one', async () => {
  const { roomId, host, guest } = await meeting();
  await host.cmd('participant.remove', { participantId: guest.participantId });
  await host.cmd('room.end', {});
  await host.untilClosed();
  expect(await codeOf(use.world.person(use.node, roomId, { sub: 'bad' }))).toBe('nothing');
});

test('RL-24 a host is not removed by a command, and nobody removes themselves', async () => {
  const { roomId, host, guest } = await meeting();
  const moderator = await use.world.person(use.node, roomId, { role: 'moderator' });
  const remove = (participantId: string) => codeOf(moderator.cmd('participant.remove', { participantId }));
  expect(await remove(host.participantId)).toBe('not-permitted');
  expect(await remove(moderator.participantId)).toBe('conflict');
  expect(await remove(guest.participantId)).toBe('nothing');
});
