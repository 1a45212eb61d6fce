import { expect, test } from '@playwright/test';
import { dev, serverOf } from './fixtures/dev.ts';
import { watchPeerConnections } from './fixtures/media-probe.ts';
import { expectToMeet, roomFrames } from './fixtures/rooms.ts';

/** Makes every web storage and the cookies of a page throw, as a browser that blocks them does. */
function blockStorage(): void {
  const refuse = () => {
    throw new DOMException('Storage is blocked.', 'SecurityError');
  };
  for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) {
    Object.defineProperty(globalThis, name, { get: refuse, configurable: true });
  }
  Object.defineProperty(Document.prototype, 'cookie', { get: refuse, set: refuse, configurable: true });
}

test('people meet in frames whose storage and cookies throw', async ({ page }) => {
  await page.addInitScript(blockStorage);
  await watchPeerConnections(page);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  await page.goto(dev.sandboxUrl);
  await expect.poll(() => roomFrames(page).length).toBe(3);
  for (const frame of roomFrames(page)) await expectToMeet(frame, 2);
  expect(faults).toEqual([]);
});

test('the control: a page that touches storage does fault when it is blocked', async ({ page }) => {
  await page.addInitScript(blockStorage);
  await page.goto(dev.sandboxUrl);
  await expect(page.evaluate(() => localStorage.length)).rejects.toThrow('blocked');
});

test('a browser without WebRTC is told so in words, and what to do', async ({ page }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(globalThis, 'RTCPeerConnection');
    Reflect.deleteProperty(globalThis, 'webkitRTCPeerConnection');
  });
  const server = serverOf();
  const room = await server.rooms.create();
  const { joinUrl } = await server.tokens.mint(room.id, { name: 'Ann' });
  await page.goto(joinUrl);
  await expect(page.getByText('This browser cannot join', { exact: false })).toBeVisible();
});

test('a joinUrl gives its token away at once and it is gone from the address', async ({ page }) => {
  const server = serverOf();
  const room = await server.rooms.create({ name: 'Atlas weekly review' });
  const { joinUrl } = await server.tokens.mint(room.id, { name: 'Sofia Lindqvist' });
  await page.goto(joinUrl);
  await expect(page.getByRole('heading', { name: 'Atlas weekly review' })).toBeVisible();
  expect(page.url()).not.toContain('token');
  expect(await page.evaluate(() => JSON.stringify(history.state))).not.toContain('eyJ');
});

test('an expired token is explained in the person’s words', async ({ page }) => {
  const server = serverOf();
  const room = await server.rooms.create();
  const { joinUrl } = await server.tokens.mint(room.id, { name: 'Ann' });
  const [address, token = ''] = joinUrl.split('#token=');
  await page.goto(`${address ?? ''}#token=${token.slice(0, -8)}AAAAAAAA`);
  await expect(page.getByRole('alert').or(page.getByRole('main')).first()).toContainText(/link|invit|token/i);
});
