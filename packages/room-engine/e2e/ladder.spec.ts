import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { longestGapMs, measureGaps } from './fixtures/gap-meter.ts';
import { mixTones } from './fixtures/mixed.ts';
import { joinRoom, openEngine, stateOf } from './fixtures/person.ts';
import { newRoom } from './fixtures/server.ts';
import { SocketMember } from './fixtures/socket-member.ts';

test.use({ bypassCSP: true });

const topologyOf = async (page: Page): Promise<string> => (await stateOf(page)).room.topology;
const peopleIn = async (page: Page): Promise<number> =>
  Object.keys((await stateOf(page)).room.participants).length;
const openPeers = (page: Page): Promise<number> =>
  page.evaluate(() => peers.filter(({ connectionState }) => connectionState === 'connected').length);
const names = (page: Page): Promise<string[]> => page.evaluate(() => told.map(({ name }) => name));

test('the seventh who publishes moves the room to a mix and back, nobody rejoins and sound does not stop', async ({
  context,
}) => {
  test.setTimeout(180_000);
  const roomId = await newRoom();
  const pages: Page[] = [];
  for (const [name, toneHz, colour] of [
    ['Ada', 500, '#e00000'],
    ['Ben', 900, '#00c000'],
  ] as const) {
    const page = await openEngine(context, roomId, { devices: { colour, toneHz } });
    pages.push(await joinRoom(context, roomId, { name, page }));
  }
  const [ada, ben] = pages as [Page, Page];
  for (const page of pages) await measureGaps(page);
  for (const page of pages) await expect.poll(() => page.evaluate(() => gaps.heard)).toBe(true);
  const session = (await stateOf(ada)).room.sessionId;
  const members = await Promise.all(['C', 'D', 'E', 'F', 'G'].map((name) => SocketMember.join(roomId, name)));
  for (const page of pages) await expect.poll(() => peopleIn(page)).toBe(7);
  for (const page of pages) await page.evaluate(() => void told.splice(0));
  for (const member of members) member.publish(true);

  for (const page of pages) await expect.poll(() => topologyOf(page)).toBe('mixed');
  for (const page of pages) await expect.poll(() => openPeers(page)).toBe(1);
  await expect.poll(async () => (await mixTones(ada, [900], 1000))[0]).toBeGreaterThan(-50);
  const up = await Promise.all(pages.map(longestGapMs));
  for (const member of members) member.publish(false);
  for (const page of pages) await expect.poll(() => topologyOf(page), { timeout: 60_000 }).toBe('p2p');
  await expect
    .poll(() => ada.evaluate(() => room.tracks.get(engine.mixTracks, 'audio') === undefined))
    .toBe(true);
  const down = await Promise.all(pages.map(longestGapMs));

  test.info().annotations.push({ type: 'longest silence (ms)', description: JSON.stringify({ up, down }) });
  expect(Math.max(...up)).toBeLessThanOrEqual(200);
  expect(Math.max(...down)).toBeLessThanOrEqual(200);
  for (const page of pages) {
    const heard = await names(page);
    expect(heard.filter((name) => name === 'topology-changed')).toHaveLength(2);
    for (const name of ['left-meeting', 'joined-meeting', 'participant-left', 'participant-joined', 'error'])
      expect(heard).not.toContain(name);
    expect((await stateOf(page)).room.sessionId).toBe(session);
  }
  expect(await ben.evaluate(() => sockets.length)).toBe(1);
  // The control: a silence that is one is measured as one.
  await ben.evaluate(() => room.actions.setAudio(false));
  await expect.poll(() => longestGapMs(ada)).toBeGreaterThan(400);
  for (const member of members) member.close();
});
