import { expect, test } from 'vitest';
import { codeOf, worldOfFile } from '../world-of-file.ts';
import { MediaStage, newest, publishers, ready, untilMixer } from './stage.ts';

const use = worldOfFile();

async function eventsOf(roomId: string) {
  const messages = await use.world.database.system.leaseOutbox(1000, 60_000);
  return messages.filter((one) => one.roomId === roomId && one.type === 'topology.changed');
}

/** The node of the realtime process looks for media nodes every two seconds. */
async function untilOpen(): Promise<void> {
  const roomId = await use.world.tenant.createRoom();
  await expect
    .poll(
      async () => {
        const [client] = await publishers(use.world, use.node, roomId, 1);
        const limit = client?.welcome?.limits.publishersMax;
        await client?.leave();
        return limit;
      },
      { timeout: 10_000, interval: 200 },
    )
    .toBe(100);
}

test('RL-46 the seventh publisher makes the room step up, and nobody joins again', async () => {
  await using stage = new MediaStage(use.world);
  await stage.start();
  await untilOpen();
  const roomId = await use.world.tenant.createRoom();
  const people = await publishers(use.world, use.node, roomId, 6);
  const [first] = people;
  expect(first?.state).toMatchObject({ topology: 'p2p', mixer: null });
  people.push(...(await publishers(use.world, use.node, roomId, 1)));
  await Promise.all(people.map((one) => one.until('preparing', ({ preparing }) => preparing === 'mixed')));
  expect(first?.state).toMatchObject({ topology: 'p2p', mixer: { generation: 1 } });
  await ready(people);
  await Promise.all(people.map((one) => one.until('the step', ({ topology }) => topology === 'mixed')));
  for (const one of people) expect(one.state).toMatchObject({ preparing: null, mixer: first?.state.mixer });
  expect(Object.values(first?.state.participants ?? {}).every(({ audio }) => audio)).toBe(true);
  const { tenantId } = use.world.tenant;
  const session = await use.world.database
    .forTenant({ tenantId })
    .transaction((repos) => repos.sessions.findLive(roomId));
  expect(session?.topology).toBe('mixed');
});

test('RL-56 customers are told of a step', async () => {
  await using stage = new MediaStage(use.world);
  await stage.start();
  await untilOpen();
  const roomId = await use.world.tenant.createRoom();
  const people = await publishers(use.world, use.node, roomId, 7);
  await ready(people);
  await people[0]?.until('the step', ({ topology }) => topology === 'mixed');
  const [event] = await eventsOf(roomId);
  expect(event?.payload).toMatchObject({ roomId, from: 'p2p', to: 'mixed', reason: 'many-publishers' });
});

test('RL-47 half of all that are ready are enough after four seconds', async () => {
  await using stage = new MediaStage(use.world);
  await stage.start();
  await untilOpen();
  const roomId = await use.world.tenant.createRoom();
  const people = await publishers(use.world, use.node, roomId, 7);
  await ready(people.slice(0, 4));
  await people[6]?.until('the step', ({ topology }) => topology === 'mixed');
});

test('RL-47 who says ready for something else than what is prepared is not counted', async () => {
  await using stage = new MediaStage(use.world);
  await stage.start();
  await untilOpen();
  const roomId = await use.world.tenant.createRoom();
  const people = await publishers(use.world, use.node, roomId, 7);
  const [first] = people;
  if (!first) throw new Error('Nobody is in the room.');
  const mixer = await untilMixer(first);
  for (const one of people) {
    await one.cmd('topology.ready', { topology: 'p2p', mixer: null });
    await one.cmd('topology.ready', { topology: 'mixed', mixer: { ...mixer, generation: 9 } });
  }
  expect(first.state).toMatchObject({ topology: 'p2p', preparing: 'mixed' });
});

test('RL-48 a step whose node dies is given up: who came last stops publishing, all others go on', async () => {
  await using stage = new MediaStage(use.world);
  const node = await stage.start();
  await untilOpen();
  const roomId = await use.world.tenant.createRoom();
  const people = await publishers(use.world, use.node, roomId, 8);
  const [first] = people;
  if (!first) throw new Error('Nobody is in the room.');
  await untilMixer(first);
  await node.close();
  await first.until('the end of the step', () => newest(first, 'topology.kept'));
  expect(newest(first, 'topology.kept')).toEqual({ reason: 'media-lost' });
  await first.until('six to publish', ({ participants }) => {
    const on = Object.values(participants).filter(({ audio, video }) => audio || video);
    return on.length === 6;
  });
  expect(first.state).toMatchObject({ topology: 'p2p', preparing: null, mixer: null });
  expect(first.state.participants[first.participantId]).toMatchObject({ audio: true, video: true });
  expect(await codeOf(people[7]?.cmd('media.publish', { kinds: ['audio'] }) ?? Promise.resolve())).toBe(
    'publish-limit',
  );
});

test('RL-46 without a media node the seventh is told so', async () => {
  await expect.poll(async () => (await use.world.database.mediaNodes.listOpen()).length).toBe(0);
  const roomId = await use.world.tenant.createRoom();
  await expect
    .poll(
      async () => {
        const [one] = await publishers(use.world, use.node, roomId, 1);
        return one?.welcome?.limits.publishersMax;
      },
      { timeout: 10_000, interval: 2500 },
    )
    .toBe(6);
});

test('RL-45 in a room of mode p2p the seventh is told so whatever there is', async () => {
  await using stage = new MediaStage(use.world);
  await stage.start();
  await untilOpen();
  const roomId = await use.world.tenant.createRoom({ mode: 'p2p' });
  await publishers(use.world, use.node, roomId, 6);
  const seventh = await use.world.person(use.node, roomId, { role: 'host' });
  expect(await codeOf(seventh.cmd('media.publish', { kinds: ['audio'] }))).toBe('publish-limit');
});
