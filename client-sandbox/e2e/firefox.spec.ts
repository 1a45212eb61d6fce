import { expect, firefox, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { serverOf } from './fixtures/dev.ts';
import { watchPeerConnections } from './fixtures/media-probe.ts';
import { expectToMeet } from './fixtures/rooms.ts';

const firefoxPreferences = {
  'media.navigator.streams.fake': true,
  'media.navigator.permission.disabled': true,
  'media.autoplay.default': 0,
  'fission.webContentIsolationStrategy': 0,
  // On a machine of its own there is no name resolution for the names that hide addresses.
  'media.peerconnection.ice.obfuscate_host_addresses': false,
};

async function joinFrom(page: Page, joinUrl: string): Promise<void> {
  await watchPeerConnections(page);
  await page.goto(joinUrl);
  await page.getByRole('button', { name: /^(Join|Ask to join)$/ }).click();
}

test('Firefox and Chromium see each other in one room', async ({ page }) => {
  const server = serverOf();
  const room = await server.rooms.create({ name: 'Two browsers' });
  const other = await firefox.launch({
    executablePath: process.env.FIREFOX_BIN ?? '/usr/bin/firefox-esr',
    channel: 'moz-firefox',
    firefoxUserPrefs: firefoxPreferences,
  });
  try {
    const elsewhere = await other.newPage();
    const [chrome, fox] = await Promise.all([
      server.tokens.mint(room.id, { role: 'host', name: 'Chromium' }),
      server.tokens.mint(room.id, { role: 'attendee', name: 'Firefox' }),
    ]);
    await joinFrom(page, chrome.joinUrl);
    await joinFrom(elsewhere, fox.joinUrl);
    await expectToMeet(page.mainFrame(), 1, { audio: false });
    await expectToMeet(elsewhere.mainFrame(), 1, { audio: false });
    await expect(page.getByRole('figure', { name: 'Firefox' })).toBeVisible();
  } finally {
    await other.close();
  }
});
