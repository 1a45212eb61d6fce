// Two Chromium browsers among 98 synthetic people with real connections: what they see (colour and clock of their tiles in
// the composed picture) and what they hear (each other, one of the others, and not themselves: at most -60 dB). Screenshots
// of both are left in a folder. In the middle of it both begin ICE anew. Options: --people=98 --screenshots=FOLDER
// --paths=udp,udp (how the two come: udp, tcp for ICE-TCP alone, relay for a TURN relay alone, which needs coturn).
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import type { Browser, Page } from '@playwright/test';
import { testInternalSecret as internalSecret } from '@cloudmeet/testing/rooms';
import { pinSelf } from '../load/child-server.ts';
import { round } from '../load/statistics.ts';
import { measure } from '../mixing/measure.ts';
import { Meeting } from '../mixing/meeting.ts';
import { startNode } from '../mixing/node-process.ts';
import { recordCamera, settled } from '../mixing/run-meetings.ts';
import { hearTones, openPerson, pathOf, restartIce, seeTile, type Path } from './person-page.ts';
import { startTurnServer } from './turn-server.ts';

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '98' },
    screenshots: { type: 'string' },
    paths: { type: 'string', default: 'udp,udp' },
  },
});
const people = [
  { name: 'Ada', colour: '#d000d0', rgb: [208, 0, 208], toneHz: 1150 },
  { name: 'Ben', colour: '#00b0b0', rgb: [0, 176, 176], toneHz: 1900 },
] as const;
/** What the first of the synthetic people sends. */
const otherToneHz = 220;
const ownToneMaxDb = -60;
const colourMax = 60;
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

pinSelf(0);
const folder = values.screenshots ?? (await mkdtemp(join(tmpdir(), 'cloudmeet-browsers-')));
const node = await startNode({ internalSecret, tilesMax: 17 }, true);
const meeting = await Meeting.open(node.controlUrl);

interface Here {
  page: Page;
  id: string;
}

const isPath = (text: string): text is Path => ['udp', 'tcp', 'relay'].includes(text);
const paths = values.paths.split(',').filter(isPath);
const turn = paths.includes('relay') ? await startTurnServer() : undefined;

async function joinWith(browser: Browser, index: number): Promise<Here> {
  const person = people[index] ?? people[0];
  const path = paths[index] ?? 'udp';
  const iceServers = path === 'relay' ? (turn?.iceServers ?? []) : [];
  let page: Page | undefined;
  const id = await meeting.joinAs(person.name, async (negotiate) => {
    page = await openPerson(browser, { ...person, path, iceServers }, negotiate);
  });
  if (!page) throw new Error('The page was not opened.');
  return { page, id };
}

const tileOf = (id: string) =>
  meeting.layout?.tiles.find(({ participantId, hasVideo }) => participantId === id && hasVideo);

async function look({ page }: Here, own: number, all: readonly Here[]) {
  const tiles = [];
  for (const [index, { id }] of all.entries()) {
    const tile = tileOf(id);
    if (!tile) throw new Error('Somebody has no place in the picture.');
    const { colour, ageMs } = await seeTile(page, tile);
    const wanted = people[index]?.rgb ?? [0, 0, 0];
    tiles.push({
      colourOff: Math.max(...colour.map((part, at) => Math.abs(part - (wanted[at] ?? 0)))),
      ageMs,
    });
  }
  const tones = await hearTones(page, [...people.map(({ toneHz }) => toneHz), otherToneHz]);
  await page.screenshot({ path: join(folder, `${people[own]?.name ?? 'Somebody'}.png`) });
  return {
    path: await pathOf(page),
    tiles,
    ownToneDb: round(tones[own] ?? NaN, 1),
    heardDb: tones.filter((_, at) => at !== own).map((db) => round(db, 1)),
  };
}

const browser = await chromium.launch({
  executablePath: process.env.CHROME_BIN ?? '/usr/bin/chromium',
  args: [
    ...['--no-sandbox', '--disable-gpu', '--allow-loopback-in-peer-connection'],
    '--autoplay-policy=no-user-gesture-required',
  ],
});
try {
  const plan = { people: Number(values.people), cameras: 14, unmuted: 1, picture: recordCamera(320, 180) };
  await meeting.fill(plan);
  const here: Here[] = [];
  for (const index of people.keys()) here.push(await joinWith(browser, index));
  while (!here.every(({ id }) => tileOf(id))) await wait(100);
  await settled(node);
  const measured = await measure(node, meeting.people, 5);
  for (const { page } of here) await restartIce(page);
  await wait(3000);
  const seen = [];
  for (const [own, one] of here.entries()) seen.push(await look(one, own, here));
  const isRight = seen.every(
    ({ tiles, ownToneDb, heardDb }) =>
      ownToneDb <= ownToneMaxDb &&
      heardDb.every((db) => db > -50) &&
      tiles.every(({ colourOff, ageMs }) => colourOff < colourMax && ageMs !== null),
  );
  const { framesPerSecondMedian, audioLost, videoLost, serverCores } = measured;
  const figures = { isRight, seen, framesPerSecondMedian, audioLost, videoLost, serverCores };
  console.log(`Screenshots are in ${folder}.`);
  console.log(JSON.stringify({ name: 'mixing-browsers', seed: 1, figures }));
  if (!isRight) process.exitCode = 1;
} finally {
  await browser.close();
  await meeting.close();
  await node.close();
  await turn?.close();
}
