import { expect, test } from '@playwright/test';
import type { Browser, Page } from '@playwright/test';
import { serverOf } from './fixtures/dev.ts';

const server = serverOf();

// each person has a context of their own, and none of them stays in a room that the next test does not know of
test.afterEach(({ browser }) => Promise.all(browser.contexts().map((context) => context.close())));

async function enter(
  browser: Browser,
  roomId: string,
  role: 'host' | 'attendee',
  name: string,
): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  const { joinUrl } = await server.tokens.mint(roomId, { role, name, userId: name });
  await page.goto(joinUrl);
  await page.getByRole('button', { name: /^(Join|Ask to join)$/ }).click();
  return page;
}

test('somebody waits in the lobby until the host lets them in', async ({ browser }) => {
  const room = await server.rooms.create({ name: 'With a lobby', lobby: true });
  const host = await enter(browser, room.id, 'host', 'Ruth');
  await expect(host.getByRole('button', { name: 'Leave' })).toBeVisible();
  const guest = await enter(browser, room.id, 'attendee', 'Dora');
  await expect(guest.getByRole('toolbar', { name: 'Call controls' })).toBeHidden();
  await host
    .getByRole('button', { name: /^(Admit|Let in)/ })
    .first()
    .click();
  await expect(guest.getByRole('toolbar', { name: 'Call controls' })).toBeVisible();
});

test('an ejected person is told within a second and a new token does not let them back', async ({
  browser,
}) => {
  const room = await server.rooms.create({ name: 'Strict' });
  const host = await enter(browser, room.id, 'host', 'Ruth');
  const guest = await enter(browser, room.id, 'attendee', 'Dora');
  await expect(guest.getByRole('button', { name: 'Chat' })).toBeVisible();
  let ejected = false;
  for await (const person of server.participants.list(room.id)) {
    if (person.name !== 'Dora') continue;
    await server.participants.eject(room.id, person.id);
    ejected = true;
  }
  expect(ejected).toBe(true);
  await expect(guest.getByText(/removed/i).first()).toBeVisible({ timeout: 1000 });
  const { joinUrl } = await server.tokens.mint(room.id, { role: 'attendee', name: 'Dora', userId: 'Dora' });
  await guest.goto('about:blank');
  await guest.goto(joinUrl);
  const join = guest.getByRole('button', { name: /^(Join|Ask to join)$/ });
  await expect(join.or(guest.getByText(/removed/i)).first()).toBeVisible();
  if (await join.isVisible()) await join.click();
  await expect(guest.getByText(/removed/i).first()).toBeVisible();
  await expect(host.getByRole('button', { name: 'Chat' })).toBeVisible();
});

test('the session ends for all when the customer’s server ends it', async ({ browser }) => {
  const room = await server.rooms.create({ name: 'Short' });
  const host = await enter(browser, room.id, 'host', 'Ruth');
  await expect(host.getByRole('button', { name: 'Chat' })).toBeVisible();
  await server.rooms.end(room.id);
  await expect(host.getByText(/ended/i).first()).toBeVisible();
});
