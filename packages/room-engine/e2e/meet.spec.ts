import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { expectToMeet } from './fixtures/meet.ts';
import { joinRoom, stateOf } from './fixtures/person.ts';
import { newRoom } from './fixtures/server.ts';

test.use({ bypassCSP: true });

test('two people see and hear each other', async ({ context }) => {
  const roomId = await newRoom();
  const people = [await joinRoom(context, roomId), await joinRoom(context, roomId)];
  for (const page of people) await expectToMeet(page, 1);
});

test('three people see and hear each other, and everyone knows who left', async ({ context }) => {
  const roomId = await newRoom();
  const people: Page[] = [];
  for (const name of ['Ada', 'Ben', 'Cleo']) people.push(await joinRoom(context, roomId, { name }));
  const [ada, ben, cleo] = people as [Page, Page, Page];
  for (const page of people) await expectToMeet(page, 2);
  // The fake microphone beeps: somebody is found to speak.
  await expect.poll(async () => (await stateOf(ada)).speakers.active).not.toBeNull();

  await cleo.evaluate(() => room.actions.leave());
  for (const page of [ada, ben]) {
    await expect.poll(async () => Object.keys((await stateOf(page)).room.participants).length).toBe(2);
    await expect.poll(() => page.evaluate(() => room.tracks.list().length)).toBe(4);
    await expect
      .poll(() => page.evaluate(() => peers.filter((one) => one.connectionState !== 'closed').length))
      .toBe(1);
  }
});

test('somebody who shares nothing sees and hears the others', async ({ context }) => {
  const roomId = await newRoom();
  const ada = await joinRoom(context, roomId, { name: 'Ada' });
  const ben = await joinRoom(context, roomId, { name: 'Ben', audio: false, video: false });
  await expectToMeet(ben, 1);
  expect(
    await ada.evaluate(() => room.tracks.list().filter(({ participantId }) => participantId !== 'local')),
  ).toEqual([]);
});

test('forty visits leave no connection, no open device and no socket behind', async ({ context }) => {
  const roomId = await newRoom();
  const ada = await joinRoom(context, roomId, { name: 'Ada' });
  const ben = await joinRoom(context, roomId, { name: 'Ben' });
  for (let visit = 0; visit < 40; visit += 1) {
    await ben.evaluate(() => room.actions.leave());
    await ben.evaluate(() => room.actions.connect());
    await ben.evaluate(() => room.actions.join({ name: 'Ben', audio: true, video: true }));
    await expect.poll(async () => (await stateOf(ben)).media.video.status).toBe('on');
  }
  await expectToMeet(ada, 1);
  await ben.evaluate(() => {
    room.close();
  });
  const left = await ben.evaluate(() => ({
    peers: peers.filter(({ connectionState }) => connectionState !== 'closed').length,
    tracks: devicesOpened.filter(({ readyState }) => readyState === 'live').length,
    sockets: sockets.filter(({ readyState }) => readyState < WebSocket.CLOSING).length,
  }));
  expect(left).toEqual({ peers: 0, tracks: 0, sockets: 0 });
  expect(
    await ada.evaluate(() => peers.filter(({ connectionState }) => connectionState === 'connected').length),
  ).toBeLessThanOrEqual(1);
});

test('whoever closes the page has left at once', async ({ context }) => {
  const roomId = await newRoom();
  const ada = await joinRoom(context, roomId, { name: 'Ada' });
  const ben = await joinRoom(context, roomId, { name: 'Ben' });
  await expectToMeet(ada, 1);
  await ben.goto('about:blank');
  await expect
    .poll(
      () =>
        ada.evaluate(() =>
          told.filter(({ name }) => name === 'participant-left').map(({ payload }) => payload),
        ),
      {
        timeout: 5_000,
      },
    )
    .toMatchObject([{ reason: 'left' }]);
});

test('with storage and cookies blocked people meet all the same', async ({ context }) => {
  await context.addInitScript(() => {
    const blocked = (): never => {
      throw new DOMException('blocked', 'SecurityError');
    };
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches', 'cookieStore'])
      Object.defineProperty(globalThis, name, { get: blocked });
    Object.defineProperty(Document.prototype, 'cookie', { get: blocked, set: blocked });
  });
  const roomId = await newRoom();
  const people = [await joinRoom(context, roomId), await joinRoom(context, roomId)];
  for (const page of people) await expectToMeet(page, 1);
});
