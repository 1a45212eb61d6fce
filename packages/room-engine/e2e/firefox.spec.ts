import { expect, firefox, test } from '@playwright/test';
import { expectToMove } from './fixtures/meet.ts';
import { joinRoom, received, stateOf } from './fixtures/person.ts';
import { newRoom } from './fixtures/server.ts';

test.use({ bypassCSP: true });

const firefoxPreferences = {
  'media.navigator.streams.fake': true,
  'media.navigator.permission.disabled': true,
  'media.autoplay.default': 0,
  // On a machine of its own there is no name resolution for the names that hide addresses.
  'media.peerconnection.ice.obfuscate_host_addresses': false,
};

test('Firefox and Chromium meet, whoever calls, and change what they send', async ({ context }) => {
  const fox = await firefox.launch({
    executablePath: process.env.FIREFOX_BIN ?? '/usr/bin/firefox-esr',
    channel: 'moz-firefox',
    firefoxUserPrefs: firefoxPreferences,
  });
  try {
    const foxContext = await fox.newContext({ bypassCSP: true });
    for (const order of [
      [context, foxContext],
      [foxContext, context],
    ] as const) {
      const roomId = await newRoom();
      const people = [
        await joinRoom(order[0], roomId, { name: 'First' }),
        await joinRoom(order[1], roomId, { name: 'Second' }),
      ];
      for (const page of people) {
        await expect
          .poll(async () => (await received(page)).filter(({ frames }) => frames > 0).length)
          .toBe(1);
        await expectToMove(page);
        const [peer] = Object.values((await stateOf(page)).peers.byId);
        expect(peer).toMatchObject({ link: 'connected', rejected: [] });
      }
      for (const page of people) {
        await page.evaluate(() => room.actions.setVideo(false));
        await page.evaluate(() => room.actions.setVideo(true));
      }
      for (const page of people) await expectToMove(page);
      for (const page of people) {
        await page.evaluate(() => {
          room.close();
        });
        await page.close();
      }
    }
  } finally {
    await fox.close();
  }
});

test('Firefox and Chromium are in one mixed picture, each by a codec they can', async ({ context }) => {
  const fox = await firefox.launch({
    executablePath: process.env.FIREFOX_BIN ?? '/usr/bin/firefox-esr',
    channel: 'moz-firefox',
    firefoxUserPrefs: firefoxPreferences,
  });
  try {
    const foxContext = await fox.newContext({ bypassCSP: true });
    const roomId = await newRoom({ mode: 'mixed' });
    const pages = [
      await joinRoom(context, roomId, { name: 'Chromium' }),
      await joinRoom(foxContext, roomId, { name: 'Firefox' }),
    ];
    for (const page of pages) {
      const live = async () =>
        (await stateOf(page)).mix.map?.tiles.filter(({ hasVideo }) => hasVideo).length ?? 0;
      await expect.poll(live).toBe(2);
      await expectToMove(page);
      expect((await stateOf(page)).mix).toMatchObject({ link: 'connected', rejected: [] });
    }
    for (const page of pages) await page.evaluate(() => void room.close());
  } finally {
    await fox.close();
  }
});
