import { expect, test } from '@playwright/test';
import type { Frame, Page } from '@playwright/test';
import { dev } from './fixtures/dev.ts';
import { roomFrames } from './fixtures/rooms.ts';

/** The room of everybody in the lesson, host first, once all are in. */
async function lesson(page: Page): Promise<[host: Frame, ...others: Frame[]]> {
  await page.goto(dev.sandboxUrl);
  await expect.poll(() => roomFrames(page).length).toBe(3);
  const [host, ...others] = roomFrames(page);
  if (!host) throw new Error('There is no room.');
  for (const frame of [host, ...others])
    await expect(frame.getByRole('button', { name: 'Leave' })).toBeVisible();
  return [host, ...others];
}

async function choose(frame: Frame, entry: string): Promise<void> {
  await frame.getByRole('button', { name: 'More', exact: true }).click();
  await frame.getByRole('menuitem', { name: entry }).click();
}

test('a host records: everybody sees it run, the page is told, and it stops', async ({ page }) => {
  const [host, ...others] = await lesson(page);
  await choose(host, 'Start recording');
  await host.getByRole('dialog').getByRole('button', { name: 'Start recording' }).click();
  for (const frame of [host, ...others])
    await expect(frame.getByRole('timer', { name: 'Time since the recording started' })).toBeVisible();
  await expect(page.getByRole('button', { name: /Host recording-started/ })).toBeVisible();
  await choose(host, 'Stop recording');
  await host.getByRole('dialog').getByRole('button', { name: 'Stop recording' }).click();
  await expect(page.getByRole('button', { name: /Host recording-stopped/ })).toBeVisible();
  for (const frame of [host, ...others]) await expect(frame.getByText(/^Recording( stops)?$/)).toHaveCount(0);
});
