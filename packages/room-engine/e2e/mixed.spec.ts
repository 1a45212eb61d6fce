import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { negotiations } from './fixtures/meet.ts';
import { mixTones, pictureColours } from './fixtures/mixed.ts';
import { joinRoom, openEngine, stateOf } from './fixtures/person.ts';
import { newRoom } from './fixtures/server.ts';

test.use({ bypassCSP: true });

const people = [
  { name: 'Ada', colour: '#e00000', toneHz: 500, brightest: 'red' },
  { name: 'Ben', colour: '#00c000', toneHz: 1150, brightest: 'green' },
  { name: 'Cleo', colour: '#0000e0', toneHz: 1900, brightest: 'blue' },
] as const;
const tonesHz = people.map(({ toneHz }) => toneHz);

const idOf = async (page: Page): Promise<string> => (await stateOf(page)).local.participantId ?? '';

test('in a mixed room everybody is in one picture, and hears the others and not themselves', async ({
  context,
}) => {
  const roomId = await newRoom({ mode: 'mixed' });
  const pages: Page[] = [];
  for (const { name, colour, toneHz } of people) {
    const page = await openEngine(context, roomId, { devices: { colour, toneHz } });
    pages.push(await joinRoom(context, roomId, { name, page }));
  }
  const ids = await Promise.all(pages.map(idOf));
  const expected = Object.fromEntries(ids.map((id, at) => [id, people[at]?.brightest]));
  for (const page of pages) {
    await expect
      .poll(async () =>
        Object.fromEntries(
          (await pictureColours(page)).map(({ participantId, ...colour }) => [
            participantId,
            (Object.entries(colour).sort(([, a], [, b]) => b - a)[0] ?? [])[0],
          ]),
        ),
      )
      .toEqual(expected);
    expect((await stateOf(page)).room.topology).toBe('mixed');
  }
  for (const [own, page] of pages.entries()) {
    const others = (heard: number[]) => heard.filter((_, at) => at !== own);
    await expect
      .poll(async () => Math.min(...others(await mixTones(page, tonesHz, 1500))))
      .toBeGreaterThan(-50);
    const heard = await mixTones(page, tonesHz);
    expect(Math.min(...others(heard)) - (heard[own] ?? 0)).toBeGreaterThan(40);
  }
});

test('one connection stays one: camera off and on, and a screen, need no renegotiation', async ({
  context,
}) => {
  const roomId = await newRoom({ mode: 'mixed' });
  const ada = await joinRoom(context, roomId, { name: 'Ada' });
  const ben = await joinRoom(context, roomId, { name: 'Ben' });
  await expect.poll(async () => (await stateOf(ben)).mix.link).toBe('connected');
  await expect
    .poll(async () => (await stateOf(ada)).mix.map?.tiles.filter(({ hasVideo }) => hasVideo).length)
    .toBe(2);
  const before = await negotiations(ada);
  await ada.evaluate(() => room.actions.setVideo(false));
  await expect
    .poll(async () => (await stateOf(ben)).mix.map?.tiles.filter(({ hasVideo }) => hasVideo).length)
    .toBe(1);
  await ada.evaluate(() => room.actions.setVideo(true));
  await ada.evaluate(() => room.actions.startScreenShare());
  await expect
    .poll(async () =>
      (await stateOf(ben)).mix.map?.tiles.map(({ kind, hasVideo }) => `${kind} ${String(hasVideo)}`).sort(),
    )
    .toEqual(['camera true', 'camera true', 'screen true']);
  expect(await negotiations(ada)).toEqual(before);
  expect(before).toHaveLength(1);
});
