import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { joinRoom, received, stateOf } from './fixtures/person.ts';
import { newRoom } from './fixtures/server.ts';

test.use({ bypassCSP: true });

/** Every picture of the others moves on and every voice of theirs is heard. */
async function expectToMeet(page: Page, others: number): Promise<void> {
  await expect
    .poll(async () => (await received(page)).filter(({ frames, energy }) => frames > 0 && energy > 0).length)
    .toBe(others);
  const before = await received(page);
  await expect
    .poll(async () =>
      (await received(page)).every(({ frames }, index) => frames > (before[index]?.frames ?? 0)),
    )
    .toBe(true);
}

test('two people see and hear each other', async ({ context }) => {
  const roomId = await newRoom();
  const people = [await joinRoom(context, roomId), await joinRoom(context, roomId)];
  for (const page of people) await expectToMeet(page, 1);
});

test('three people see and hear each other, and everyone knows who left', async ({ context }) => {
  const roomId = await newRoom();
  const people: Page[] = [];
  for (const name of ['Ada', 'Ben', 'Cleo']) people.push(await joinRoom(context, roomId, { name }));
  const [ada, ben, cleo] = people as [Page, Page, Page];
  for (const page of people) await expectToMeet(page, 2);

  await cleo.evaluate(() => room.actions.leave());
  for (const page of [ada, ben]) {
    await expect.poll(async () => Object.keys((await stateOf(page)).room.participants).length).toBe(2);
    await expect.poll(() => page.evaluate(() => room.tracks.list().length)).toBe(4);
    await expect
      .poll(() =>
        page.evaluate(() => peers.filter(({ connectionState }) => connectionState !== 'closed').length),
      )
      .toBe(1);
  }
});
