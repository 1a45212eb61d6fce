import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { expectStatus, expectToMeet, expectToMove, linkOf } from './fixtures/meet.ts';
import { joinRoom, openEngine, received, stateOf } from './fixtures/person.ts';
import { newRoom } from './fixtures/server.ts';

test.use({ bypassCSP: true });

/**
 * What Chromium does to the packets of one page. It only takes hold of connections that are made while there is
 * something to emulate, so there always is a little.
 */
async function lossOf(page: Page): Promise<(packetLoss: number) => Promise<void>> {
  const session = await page.context().newCDPSession(page);
  const bytesPerSecond = 10_000_000;
  const set = async (packetLoss: number): Promise<void> => {
    await session.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 1,
      downloadThroughput: bytesPerSecond,
      uploadThroughput: bytesPerSecond,
      packetLoss,
    });
  };
  await session.send('Network.enable');
  await set(0);
  return set;
}

test('a path that is cut is mended by an ICE restart on the same connection', async ({ context }) => {
  const roomId = await newRoom();
  const ada = await joinRoom(context, roomId, { name: 'Ada' });
  const ben = await openEngine(context, roomId);
  const loseOnBens = await lossOf(ben);
  await joinRoom(context, roomId, { name: 'Ben', page: ben });
  for (const page of [ada, ben]) await expectToMeet(page, 1);
  const ufrag = () =>
    ada.evaluate(() => /a=ice-ufrag:(\S+)/.exec(peers[0]?.localDescription?.sdp ?? '')?.[1]);
  const before = await ufrag();
  await loseOnBens(100);
  await expect.poll(() => linkOf(ada)).toBe('interrupted');
  await expect.poll(ufrag).not.toBe(before);
  await loseOnBens(0);
  await expect.poll(() => linkOf(ada)).toBe('connected');
  await expectToMove(ada);
  expect(await ada.evaluate(() => peers.length)).toBe(1);
});

test('a simulated outage is told, shows nobody meanwhile, and ends by itself', async ({ context }) => {
  const roomId = await newRoom();
  const ada = await joinRoom(context, roomId, { name: 'Ada' });
  const ben = await joinRoom(context, roomId, { name: 'Ben' });
  await expectToMeet(ada, 1);
  const bensId = (await stateOf(ben)).local.participantId ?? '';
  await ben.evaluate(() => room.actions.simulateScenario('offline', 5));
  await expectStatus(ben, 'reconnecting');
  await expect.poll(async () => (await stateOf(ada)).peers.byId[bensId]?.connected).toBe(false);
  expect(
    await ben.evaluate(
      () => room.tracks.list().filter(({ participantId }) => participantId !== 'local').length,
    ),
  ).toBe(0);
  await expectStatus(ben, 'joined');
  await expect.poll(async () => (await stateOf(ada)).peers.byId[bensId]?.connected).toBe(true);
  await expectToMove(ada);
  const told = await ben.evaluate(() =>
    globalThis.told
      .filter(
        ({ name, payload }) =>
          name === 'network-connection' && (payload as { type: string }).type === 'signaling',
      )
      .map(({ payload }) => (payload as { event: string }).event),
  );
  expect(told).toEqual(['interrupted', 'connected']);
});

test('a slow uplink is told with its cause, to oneself and to the others', async ({ context }) => {
  const roomId = await newRoom();
  const ada = await joinRoom(context, roomId, { name: 'Ada' });
  const ben = await joinRoom(context, roomId, { name: 'Ben' });
  await expectToMeet(ada, 1);
  const bensId = (await stateOf(ben)).local.participantId ?? '';
  await ben.evaluate(() => room.actions.simulateScenario('slow-uplink'));
  await expect
    .poll(async () => (await stateOf(ben)).peers.network)
    .toMatchObject({ quality: 'poor', limitedBy: 'uplink' });
  await expect.poll(async () => (await stateOf(ada)).peers.byId[bensId]?.quality).toBe('poor');
  await expect
    .poll(
      async () =>
        (await stateOf(ben)).peers.byId[(await stateOf(ada)).local.participantId ?? '']?.stats?.sentKbps,
    )
    .toBeLessThan(160);
  await ben.evaluate(() => room.actions.simulateScenario('as-is'));
  await expect.poll(async () => (await stateOf(ada)).peers.byId[bensId]?.quality).toBe('good');
});

test('simulated loss really drops frames, and stops doing so', async ({ context }) => {
  const roomId = await newRoom();
  const ada = await joinRoom(context, roomId, { name: 'Ada' });
  const ben = await joinRoom(context, roomId, { name: 'Ben' });
  await expectToMeet(ada, 1);
  const report = await ben.evaluate(() => room.actions.simulateScenario('packet-loss'));
  expect(report.by).toContain('One in ten');
  await expect.poll(async () => (await stateOf(ben)).peers.network.quality).toBe('poor');
  await ben.evaluate(() => room.actions.simulateScenario('as-is'));
  await expectToMove(ada);
  expect((await received(ada)).length).toBe(1);
});

test('a test call and a diagnosis find nothing wrong on a working machine', async ({ context }) => {
  const page = await openEngine(context, await newRoom());
  const call = await page.evaluate(() => room.actions.testCallQuality());
  expect(call).toMatchObject({ result: 'good', loss: 0 });
  expect(call.secondsElapsed).toBeGreaterThan(2);
  const diagnosis = await page.evaluate(() => room.actions.diagnose());
  expect(diagnosis.checks.filter(({ ok }) => !ok)).toEqual([]);
  expect(diagnosis.checks.map(({ layer }) => layer)).toContain('network-media');
});

test('a diagnosis names the layer that fails', async ({ context }) => {
  const page = await openEngine(context, await newRoom(), { socketUrl: 'ws://127.0.0.1:9/rt' });
  const { failing, checks } = await page.evaluate(() => room.actions.diagnose());
  expect(failing).toBe('network-socket');
  expect(checks.find(({ ok }) => !ok)?.fix).toBeTruthy();
});
