import { expect, firefox, test } from '@playwright/test';
import type { Browser, Page } from '@playwright/test';
import { dev, serverOf } from './fixtures/dev.ts';
import { watchPeerConnections } from './fixtures/media-probe.ts';
import { expectToMeet, roomFrames } from './fixtures/rooms.ts';

const firefoxPreferences = {
  'media.navigator.streams.fake': true,
  'media.navigator.permission.disabled': true,
  'media.autoplay.default': 0,
  'fission.webContentIsolationStrategy': 0,
  // On a machine of its own there is no name resolution for the names that hide addresses.
  'media.peerconnection.ice.obfuscate_host_addresses': false,
};

async function withFirefox(work: (browser: Browser) => Promise<void>): Promise<void> {
  const browser = await firefox.launch({
    executablePath: process.env.FIREFOX_BIN ?? '/usr/bin/firefox-esr',
    channel: 'moz-firefox',
    firefoxUserPrefs: firefoxPreferences,
  });
  try {
    await work(browser);
  } finally {
    await browser.close();
  }
}

async function joinFrom(page: Page, joinUrl: string): Promise<void> {
  await watchPeerConnections(page);
  await page.goto(joinUrl);
  await page.getByRole('button', { name: /^(Join|Ask to join)$/ }).click();
}

test('Firefox and Chromium see each other in one room', async ({ page }) => {
  const server = serverOf();
  const room = await server.rooms.create({ name: 'Two browsers' });
  await withFirefox(async (other) => {
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
  });
});

test("the SDK embeds rooms of another site in Firefox: three people meet in a customer's page", async () => {
  await withFirefox(async (browser) => {
    const customerPage = await browser.newPage();
    await watchPeerConnections(customerPage);
    await customerPage.goto(dev.sandboxUrl);
    await expect.poll(() => roomFrames(customerPage).length).toBe(3);
    for (const frame of roomFrames(customerPage)) await expectToMeet(frame, 2, { audio: false });
    for (const role of ['Host', 'Moderator', 'Attendee'])
      await expect(
        customerPage.getByRole('button', { name: new RegExp(`${role} joined-meeting`) }),
      ).toBeVisible();
  });
});
