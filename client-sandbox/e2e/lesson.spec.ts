import { expect, test } from '@playwright/test';
import { dev } from './fixtures/dev.ts';
import { watchPeerConnections } from './fixtures/media-probe.ts';
import { expectToMeet, roomFrames } from './fixtures/rooms.ts';

test.beforeEach(async ({ page }) => {
  await watchPeerConnections(page);
  await page.goto(dev.sandboxUrl);
  await expect.poll(() => roomFrames(page).length).toBe(3);
});

test('host, moderator and attendee see and hear each other in a page that is not ours', async ({ page }) => {
  for (const frame of roomFrames(page)) await expectToMeet(frame, 2);
  const events = page.getByRole('list').filter({ hasText: 'joined-meeting' });
  await expect(events.getByRole('button', { name: /Host joined-meeting/ })).toBeVisible();
});

test('a chat message that one writes is read by all, with its markup as text', async ({ page }) => {
  const [first, ...others] = roomFrames(page);
  if (!first) throw new Error('There is no room.');
  await first.getByRole('button', { name: 'Chat' }).click();
  await first.getByRole('textbox', { name: /message/i }).fill('<b>hello</b> from Ruth');
  await first.getByRole('textbox', { name: /message/i }).press('Enter');
  for (const frame of others) {
    await frame.getByRole('button', { name: /^Chat/ }).click();
    await expect(frame.getByText('<b>hello</b> from Ruth', { exact: true })).toBeVisible();
  }
});

test('the attendee raises a hand and the host sees it', async ({ page }) => {
  const [host, , attendee] = roomFrames(page);
  if (!host || !attendee) throw new Error('A room is missing.');
  await attendee.getByRole('button', { name: 'Raise hand' }).click();
  await expect(page.getByRole('button', { name: /Host hand-raised/ }).first()).toBeVisible();
});

test('a token is explained in words', async ({ page }) => {
  await page.getByRole('button', { name: 'Token' }).first().click();
  await expect(page.getByText('This token would be let in.')).toBeVisible();
  await expect(page.getByText('room.end', { exact: true })).toBeVisible();
});
