import { newId } from '@cloudmeet/contracts';
import type { Ephemeral } from '@cloudmeet/contracts';
import type { RoomClient } from '@cloudmeet/testing';
import { expect, test } from 'vitest';
import { codeOf, worldOfFile } from './world-of-file.ts';

const use = worldOfFile();

async function three() {
  const roomId = await use.world.tenant.createRoom();
  const join = () => use.world.person(use.node, roomId);
  return { roomId, anna: await join(), bert: await join(), cleo: await join() };
}

function heard<Kind extends Ephemeral['e']>(
  client: RoomClient,
  kind: Kind,
): Extract<Ephemeral, { e: Kind }>[] {
  return client.view.ephemerals.filter((one): one is Extract<Ephemeral, { e: Kind }> => one.e === kind);
}

test('RL-26 a reaction reaches everybody and comes back to its sender', async () => {
  const { anna, bert } = await three();
  await anna.cmd('reaction.send', { reaction: '🎉' });
  for (const client of [anna, bert]) {
    await client.watch.until('the reaction', () => heard(client, 'reaction').length === 1);
    expect(heard(client, 'reaction')[0]).toMatchObject({ from: anna.participantId, reaction: '🎉' });
  }
});

test('RL-26 a message of an app reaches everybody but its sender, or the one it is addressed to', async () => {
  const { anna, bert, cleo } = await three();
  await anna.cmd('app.send', { data: { to: 'all' } });
  await anna.cmd('app.send', { to: bert.participantId, data: 'only Bert' });
  await bert.watch.until('both', () => heard(bert, 'app').length === 2);
  await anna.cmd('app.send', { data: 'last' });
  await cleo.watch.until('the last', () => heard(cleo, 'app').some(({ data }) => data === 'last'));
  expect(heard(cleo, 'app').map(({ data }) => data)).toEqual([{ to: 'all' }, 'last']);
  expect(heard(anna, 'app')).toEqual([]);
});

test('RL-26 a signal reaches only its receiver, who knows its sender by then', async () => {
  const { roomId, anna, bert } = await three();
  const dora = await use.world.person(use.node, roomId);
  const signal = { kind: 'reset', connection: 'c1' } as const;
  await dora.cmd('signal.send', { to: anna.participantId, signal });
  await anna.watch.until('the signal', () => heard(anna, 'signal').length === 1);
  expect(heard(anna, 'signal')[0]).toMatchObject({ from: dora.participantId, signal });
  const frameOfSignal = anna.frames.findIndex(
    (frame) => frame.t === 'batch' && frame.ephemeral.some(({ e }) => e === 'signal'),
  );
  const frameOfJoin = anna.frames.findIndex(
    (frame) =>
      frame.t === 'batch' &&
      frame.entries.some(
        (entry) => entry.type === 'participant.joined' && entry.data.participant.id === dora.participantId,
      ),
  );
  expect(frameOfJoin).toBeGreaterThanOrEqual(0);
  expect(frameOfJoin).toBeLessThanOrEqual(frameOfSignal);
  expect(heard(bert, 'signal')).toEqual([]);
  expect(await codeOf(dora.cmd('signal.send', { to: newId('participant'), signal }))).toBe(
    'participant-not-found',
  );
  expect(await codeOf(dora.cmd('signal.send', { to: dora.participantId, signal }))).toBe('message-invalid');
});

test('RL-26 what is passed on leaves no trace in the log', async () => {
  const { anna } = await three();
  const before = await anna.cmd('hand.lower', {});
  await anna.cmd('reaction.send', { reaction: '👍' });
  await anna.cmd('app.send', { data: 1 });
  await anna.cmd('presence.set', { quality: 'poor' });
  expect(await anna.cmd('hand.lower', {})).toBe(before);
});

test('RL-27 everybody learns the latest quality and connection, newcomers too', async () => {
  const { roomId, anna, bert, cleo } = await three();
  const latest = (client: RoomClient, id: string) =>
    heard(client, 'presence').reduce<unknown>((last, { of }) => of[id] ?? last, undefined);
  await anna.cmd('presence.set', { quality: 'fair' });
  await anna.cmd('presence.set', { quality: 'poor' });
  bert.cut();
  await cleo.watch.until('both', () => {
    const [ofAnna, ofBert] = [latest(cleo, anna.participantId), latest(cleo, bert.participantId)];
    return (
      JSON.stringify([ofAnna, ofBert]) ===
      '[{"connected":true,"quality":"poor"},{"connected":false,"quality":"good"}]'
    );
  });
  const dora = await use.world.person(use.node, roomId);
  await dora.watch.until('the same', () => latest(dora, bert.participantId));
  expect(latest(dora, anna.participantId)).toEqual({ connected: true, quality: 'poor' });
  expect(latest(dora, bert.participantId)).toEqual({ connected: false, quality: 'good' });
});

test('RL-36 a storm of broadcasts is told in few frames', async () => {
  const { anna, bert } = await three();
  const from = bert.frames.length;
  await Promise.all(Array.from({ length: 100 }, () => anna.cmd('reaction.send', { reaction: '👏' })));
  await bert.watch.until('all of them', () => heard(bert, 'reaction').length === 100);
  expect(bert.frames.length - from).toBeLessThan(20);
});
