import { randomUUID } from 'node:crypto';
import { CloudMeet } from '@cloudmeet/server-sdk';
import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { dev } from './fixtures/dev.ts';

const { consoleUrl } = dev;
const password = 'correct horse battery';

/**
 * The new tenant's room on the page of the sandbox, in the place of what it shows. The page's policy lets no script of
 * ours in, so the script build is evaluated.
 */
async function embedInSandbox(page: Page, joinUrl: string): Promise<void> {
  const [url = '', token = ''] = joinUrl.split('#token=');
  const script = await (await fetch(`${dev.apiUrl}/sdk/v1/cloudmeet.js`)).text();
  await page.goto(dev.sandboxUrl);
  await page.evaluate(`document.body.replaceChildren(); ${script}; window.CloudMeet = CloudMeet;`);
  await page.evaluate(
    async (options) => {
      const { CloudMeet: Sdk } = window as unknown as {
        CloudMeet: { createFrame(parent: Element): { join(join: object): Promise<unknown> } };
      };
      await Sdk.createFrame(document.body).join(options);
    },
    { url, token, userName: 'Ada' },
  );
}

const go = async (page: Page, path: string) => {
  await page.goto(`${consoleUrl}/${path}`);
  await page.locator('h1').waitFor();
};

async function fill(form: Page | Locator, fields: Record<string, string>): Promise<void> {
  for (const [label, text] of Object.entries(fields))
    await form.getByLabel(label, { exact: true }).fill(text);
}

test('from signing up to a meeting on a page of their own, and it stands in sessions, usage and audit log', async ({
  page,
  context,
}) => {
  const email = `${randomUUID()}@acme.example`;
  await go(page, 'sign-up');
  await fill(page, {
    ...{ 'Your name': 'Ada Marsh', 'Name of your company or product': 'Acme' },
    ...{ 'E-mail': email, Password: password },
  });
  await page.getByRole('button', { name: 'Make an account' }).click();
  await page.getByRole('button', { name: 'Create a test key' }).click();
  const apiKey = await page.getByLabel('Your test key', { exact: true }).inputValue();
  const server = new CloudMeet({ apiKey, apiUrl: dev.apiUrl });
  const room = await server.rooms.create({ name: 'Acme weekly', externalId: 'acme-1' });
  const { joinUrl } = await server.tokens.mint(room.id, { role: 'host', name: 'Ada' });

  await go(page, 'allowed-origins');
  await page.getByLabel('Origin', { exact: true }).fill(new URL(dev.sandboxUrl).origin);
  await page.getByRole('button', { name: 'Allow origin' }).click();
  await expect(page.getByRole('rowheader', { name: new URL(dev.sandboxUrl).origin })).toBeVisible();
  await go(page, 'get-started');
  await expect(page.getByText('All steps are done.', { exact: false })).toBeVisible();

  const customer = await context.newPage();
  await embedInSandbox(customer, joinUrl);
  expect((await server.rooms.get(room.id)).session?.participantCount).toBe(1);
  await customer.close();
  await server.rooms.end(room.id);

  await go(page, 'sessions');
  await expect(page.getByRole('link', { name: 'Acme weekly' })).toBeVisible();
  await go(page, 'usage');
  await expect(page.getByRole('link', { name: 'acme-1' })).toBeVisible();
  await go(page, 'audit-log');
  for (const act of ['createRoom', 'addAllowedOrigin', 'createApiKey'])
    await expect(page.getByRole('rowheader', { name: act })).toBeVisible();
});

test('somebody is invited, gets another role and is removed, and each is so at once', async ({
  page,
  browser,
}) => {
  const [owner, guest] = [`${randomUUID()}@acme.example`, `${randomUUID()}@acme.example`];
  await go(page, 'sign-up');
  await fill(page, {
    ...{ 'Your name': 'Ada Marsh', 'Name of your company or product': 'Acme' },
    ...{ 'E-mail': owner, Password: password },
  });
  await page.getByRole('button', { name: 'Make an account' }).click();
  await page.getByRole('heading', { name: 'Put a room into your product' }).waitFor();
  await go(page, 'members?new=member');
  const sheet = page.getByRole('dialog');
  await fill(sheet, { 'E-mail': guest });
  await sheet.getByRole('radio', { name: 'Viewer' }).check();
  await sheet.getByRole('button', { name: 'Make the link' }).click();
  const link = await sheet.getByLabel('Invitation link', { exact: true }).inputValue();
  await sheet.getByRole('button', { name: 'Close' }).last().click();

  const context = await browser.newContext();
  const theirs = await context.newPage();
  await theirs.goto(link);
  await fill(theirs, { 'Your name': 'Ben Okafor', Password: password });
  await theirs.getByRole('button', { name: 'Join', exact: true }).click();
  await theirs.getByRole('navigation', { name: 'Pages' }).waitFor();
  await go(theirs, 'rooms');
  await expect(theirs.getByRole('button', { name: 'New room' })).toHaveCount(0);

  await page.reload();
  await page.getByLabel('Role of Ben Okafor').selectOption({ label: 'Developer' });
  await expect(page.getByText('Ben Okafor is now: Developer.')).toBeVisible();
  await theirs.reload();
  await expect(theirs.getByRole('button', { name: 'New room' }).first()).toBeVisible();

  await page.getByRole('button', { name: 'Remove Ben Okafor' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill(guest);
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText('Ben Okafor is no member any more.')).toBeVisible();
  await theirs.reload();
  await expect(theirs.getByRole('rowheader')).toHaveCount(0);
  await expect(theirs.getByRole('button', { name: 'New room' })).toHaveCount(0);
  await context.close();
});
