import { expect, test } from '@playwright/test';
import type { Browser, Page } from '@playwright/test';
import { serverOf } from './fixtures/dev.ts';

const server = serverOf();

test.afterEach(({ browser }) => Promise.all(browser.contexts().map((context) => context.close())));

interface Visitor {
  name: string;
  role?: 'host';
  receive?: 'stream';
  /** A browser that has none, as WebKit on Debian. */
  withoutWebRtc?: boolean;
}

async function visit(browser: Browser, roomId: string, visitor: Visitor): Promise<Page> {
  const { withoutWebRtc, name, role = 'attendee', receive } = visitor;
  const page = await (await browser.newContext()).newPage();
  if (withoutWebRtc)
    await page.addInitScript(() => void Reflect.deleteProperty(globalThis, 'RTCPeerConnection'));
  const { joinUrl } = await server.tokens.mint(roomId, { role, name, ...(receive ? { receive } : {}) });
  await page.goto(joinUrl);
  await expect(page.getByRole('button', { name: 'Join', exact: true })).toBeVisible();
  if (receive) await expect(page.getByRole('button', { name: /camera|microphone/i })).toHaveCount(0);
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Leave' })).toBeVisible();
  return page;
}

/** The picture of the stream moves on. */
async function expectToWatch(page: Page): Promise<void> {
  const atMs = () =>
    page
      .getByLabel('Live stream of the room')
      .evaluate((video: HTMLVideoElement) => video.currentTime * 1000);
  const before = await atMs();
  await expect.poll(atMs).toBeGreaterThan(before + 500);
}

test('viewers watch, one without WebRTC too; a host invites one in, and the end is told', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const room = await server.rooms.create({ name: 'Town hall', mode: 'mixed' });
  const host = await visit(browser, room.id, { name: 'Ruth', role: 'host' });
  const viewer = await visit(browser, room.id, { name: 'Dora', receive: 'stream' });
  await expect(viewer.getByText('The live stream has not begun.')).toBeVisible();
  await host.getByRole('button', { name: 'More', exact: true }).click();
  await host.getByRole('menuitem', { name: 'Start a live stream' }).click();
  await host.getByRole('button', { name: 'Go live' }).click();
  await expectToWatch(viewer);
  const other = await visit(browser, room.id, { name: 'Eli', receive: 'stream', withoutWebRtc: true });
  await expectToWatch(other);
  let streamId = '';
  for await (const { id } of server.streams.list({ roomId: room.id })) streamId = id;
  await expect.poll(async () => (await server.streams.get(streamId)).viewers).toBe(2);

  await host.getByRole('button', { name: 'People' }).click();
  await host.getByRole('button', { name: /Dora/ }).click();
  await host.getByRole('menuitem', { name: 'Invite to speak' }).click();
  await expect(viewer.getByRole('button', { name: 'Unmute' })).toBeVisible();
  await expect(viewer.getByLabel('Live stream of the room')).toHaveCount(0);

  await server.streams.stop(streamId);
  await expect(other.getByText('The live stream has ended.')).toBeVisible();
});
