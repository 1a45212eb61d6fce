// Chromium browsers among synthetic people with real connections: what they see (colour and clock of their tiles in the
// composed picture) and what they hear (each other, one of the others, and not themselves: at most -60 dB). Screenshots are
// left in a folder. In the middle of it all begin ICE anew. Options: --people=98 --browsers=2 (at most 10)
// --screenshots=FOLDER --paths=udp,udp (how they come: udp, tcp for ICE-TCP alone, relay for a TURN relay alone, which needs
// coturn; the last one holds for all others) --loss=0.03 (of datagrams in both directions on the path udp; then pictures
// and freezes are counted and they tell each other something: a share of sounds that was misheard) --kbps=400 (on the path udp
// the way down to each is limited to that for a minute, with a queue of 200 ms: which picture they get, how soon it is the
// right one, and how the sound does).
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { testInternalSecret as internalSecret } from '@cloudmeet/testing/rooms';
import { pinSelf } from '../load/child-server.ts';
import { measure } from '../mixing/measure.ts';
import { Meeting } from '../mixing/meeting.ts';
import { allCores, startNode } from '../mixing/node-process.ts';
import { recordCamera, settled } from '../mixing/run-meetings.ts';
import { Company } from './company.ts';
import { throughNarrowPath } from './limited-path.ts';
import { restartIce } from './person-page.ts';
import { isPath, Routes } from './routes.ts';

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '98' },
    browsers: { type: 'string', default: '2' },
    screenshots: { type: 'string' },
    paths: { type: 'string', default: 'udp' },
    loss: { type: 'string', default: '0' },
    kbps: { type: 'string' },
  },
});
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const loss = Number(values.loss);
const kbps = values.kbps === undefined ? null : Number(values.kbps);
const paths = values.paths.split(',').filter(isPath);
const plan = { people: Number(values.people), cameras: 14, unmuted: 1, picture: recordCamera(320, 180) };

/** Where nobody plays other people there is no load to keep apart: browsers take what they need. */
const isAlone = plan.people === 0;
const browsers = Number(values.browsers);
/** Pictures of many browsers on one machine are small, or encoding them is all that it does. */
const camera = browsers > 4 ? { width: 320, height: 180 } : { width: 640, height: 360 };

pinSelf(isAlone ? allCores : 0);
const folder = values.screenshots ?? (await mkdtemp(join(tmpdir(), 'cloudmeet-browsers-')));
const routes = await Routes.open(paths, loss, kbps !== null);
const node = await startNode({ internalSecret, tilesMax: 17 }, !isAlone);
if (isAlone) pinSelf(allCores);
const meeting = await Meeting.open(node.controlUrl);
const browser = await chromium.launch({
  executablePath: process.env.CHROME_BIN ?? '/usr/bin/chromium',
  args: [
    ...['--no-sandbox', '--disable-gpu', '--allow-loopback-in-peer-connection'],
    ...['--autoplay-policy=no-user-gesture-required', '--disable-renderer-backgrounding'],
  ],
});
try {
  await meeting.fill(plan);
  const media = { camera, isLively: kbps !== null };
  const company = new Company({ meeting, browser, routes, others: plan.people, ...media });
  const joinedAfterMs: number[] = [];
  for (let index = 0; index < browsers; index += 1)
    joinedAfterMs.push(await company.join(paths[index] ?? paths.at(-1) ?? 'udp'));
  await company.inPicture();
  await settled(node);
  const fullSizeAfterS = await company.atFullSize();
  const measured = plan.people > 0 ? await measure(node, meeting.people, 5) : null;
  const narrow = kbps === null ? null : await throughNarrowPath(company, routes, kbps);
  for (const { page } of company.members) await restartIce(page);
  await wait(3000);
  const seen = await company.look(folder);
  const talk = loss > 0 ? await company.talk() : null;
  const isRight =
    company.isRight(seen) && narrow?.isRight !== false && (talk === null || company.isUnderstood(talk, loss));
  const figures = {
    isRight,
    joinedAfterMs,
    fullSizeAfterS,
    seen,
    ...(narrow && { narrow }),
    ...(talk && { loss, datagrams: routes.lost, talk }),
    measured,
  };
  console.log(`Screenshots are in ${folder}.`);
  console.log(JSON.stringify({ name: 'mixing-browsers', seed: 1, figures }));
  if (!isRight) process.exitCode = 1;
} finally {
  await browser.close();
  await meeting.close();
  await node.close();
  await routes.close();
}
