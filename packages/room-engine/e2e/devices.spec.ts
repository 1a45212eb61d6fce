import { expect, test as base } from '@playwright/test';
import { expectToMeet, expectToMove, negotiations } from './fixtures/meet.ts';
import { joinRoom, received, stateOf } from './fixtures/person.ts';
import { newRoom } from './fixtures/server.ts';

/** Chromium's second fake camera is one of depths, which nothing encodes; the third is a camera again. */
const test = base.extend<object, { launchOptions: { args?: string[] } }>({
  launchOptions: [
    async ({ launchOptions }, use) => {
      const args = launchOptions.args?.map((arg) =>
        arg === '--use-fake-device-for-media-stream' ? `${arg}=device-count=3` : arg,
      );
      await use({ ...launchOptions, ...(args ? { args } : {}) });
    },
    { scope: 'worker' },
  ],
});
test.use({ bypassCSP: true });

test('another camera and microphone take over without a renegotiation', async ({ context }) => {
  const roomId = await newRoom();
  const ada = await joinRoom(context, roomId, { name: 'Ada' });
  const ben = await joinRoom(context, roomId, { name: 'Ben' });
  await expectToMeet(ben, 1);
  const before = await negotiations(ada);
  const { devices, selected } = (await stateOf(ada)).media;
  const other = (kind: string, present: string | null) =>
    devices.findLast((one) => one.kind === kind && one.deviceId !== present)?.deviceId ?? '';
  const choice = {
    audioDeviceId: other('audioinput', selected.audioDeviceId),
    videoDeviceId: other('videoinput', selected.videoDeviceId),
  };
  await ada.evaluate((chosen) => room.actions.setInputDevices(chosen), choice);
  expect((await stateOf(ada)).media.selected).toMatchObject(choice);
  await expectToMove(ben);
  const { energy = 0 } = (await received(ben))[0] ?? {};
  await expect.poll(async () => (await received(ben))[0]?.energy).toBeGreaterThan(energy);
  expect(await negotiations(ada)).toEqual(before);
});

test('camera off lets the camera go, and on again needs no renegotiation either', async ({ context }) => {
  const roomId = await newRoom();
  const ada = await joinRoom(context, roomId, { name: 'Ada' });
  const ben = await joinRoom(context, roomId, { name: 'Ben' });
  await expectToMeet(ben, 1);
  const before = await negotiations(ada);
  await ada.evaluate(() => room.actions.setVideo(false));
  expect(
    await ada.evaluate(
      () => devicesOpened.filter((one) => one.kind === 'video' && one.readyState === 'live').length,
    ),
  ).toBe(0);
  const adasVideo = () =>
    ben.evaluate(
      () =>
        room.tracks.list().filter(({ participantId, kind }) => participantId !== 'local' && kind === 'video')
          .length,
    );
  await expect.poll(adasVideo).toBe(0);
  await ada.evaluate(() => room.actions.setVideo(true));
  await expect.poll(adasVideo).toBe(1);
  await expectToMove(ben);
  expect(await negotiations(ada)).toEqual(before);
});

test('who is muted by the host is silent, and may speak again', async ({ context }) => {
  const roomId = await newRoom();
  const host = await joinRoom(context, roomId, { name: 'Ada' });
  const ben = await joinRoom(context, roomId, { name: 'Ben', role: 'attendee' });
  await expectToMeet(host, 1);
  const id = (await stateOf(ben)).local.participantId ?? '';
  await host.evaluate((whom) => room.actions.mute(whom), id);
  await expect.poll(async () => (await stateOf(ben)).media.audio.status).toBe('off');
  expect(
    await ben.evaluate(() =>
      devicesOpened
        .filter((one) => one.kind === 'audio' && one.readyState === 'live')
        .map((one) => one.enabled),
    ),
  ).toEqual([false]);
  await ben.evaluate(() => room.actions.setAudio(true));
  await expect.poll(async () => (await stateOf(host)).room.participants[id]?.audio).toBe(true);
});

test('two people share their screens at the same moment, and both see both', async ({ context }) => {
  const roomId = await newRoom();
  const people = [
    await joinRoom(context, roomId, { name: 'Ada' }),
    await joinRoom(context, roomId, { name: 'Ben' }),
  ];
  for (const page of people) await expectToMeet(page, 1);
  await Promise.all(people.map((page) => page.evaluate(() => room.actions.startScreenShare())));
  for (const page of people) {
    await expect
      .poll(() => page.evaluate(() => room.tracks.list().filter(({ kind }) => kind === 'screen').length))
      .toBe(2);
    // Camera and screen of the other.
    await expect
      .poll(() =>
        page.evaluate(async () => {
          let moving = 0;
          for (const peer of peers) {
            for (const [, entry] of (await peer.getStats()) as unknown as Map<
              string,
              Record<string, unknown>
            >)
              if (entry.type === 'inbound-rtp' && entry.kind === 'video' && Number(entry.framesDecoded) > 0)
                moving += 1;
          }
          return moving;
        }),
      )
      .toBe(2);
  }
  const [ada, ben] = people;
  await ada?.evaluate(() => room.actions.stopScreenShare());
  await expect
    .poll(() => ben?.evaluate(() => room.tracks.list().filter(({ kind }) => kind === 'screen').length))
    .toBe(1);
});
