import { expect, test } from '@playwright/test';
import { dev } from './fixtures/dev.ts';
import { watchPeerConnections } from './fixtures/media-probe.ts';
import { expectToMeet, roomFrames } from './fixtures/rooms.ts';

/** Thirty connections in one browser: on two cores they need their time, and a small window to be drawn in. */
const patienceMs = 180_000;
const smallCamera = { width: { ideal: 240 }, height: { ideal: 136 }, frameRate: { ideal: 10 } };

test('six people meet peer to peer, each sees and hears the other five', async ({ page }) => {
  test.setTimeout(2 * patienceMs);
  await page.setViewportSize({ width: 900, height: 500 });
  await watchPeerConnections(page);
  await page.addInitScript((video) => {
    const devices = navigator.mediaDevices as MediaDevices | undefined;
    if (!devices) return;
    const ask = devices.getUserMedia.bind(devices);
    devices.getUserMedia = (wish) => ask({ ...wish, ...(wish?.video ? { video } : {}) });
  }, smallCamera);
  await page.goto(dev.sandboxUrl);
  for (let count = 4; count <= 6; count += 1) {
    await page.getByRole('button', { name: 'Add a person' }).click();
    await expect.poll(() => roomFrames(page).length).toBe(count);
  }
  for (const frame of roomFrames(page)) await expectToMeet(frame, 5, { timeoutMs: patienceMs });
  await expect(page.getByRole('button', { name: 'Add a person' })).toBeDisabled();
});
