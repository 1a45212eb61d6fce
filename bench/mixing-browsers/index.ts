// Chromium browsers among synthetic people with real connections: what they see (colour and clock of their tiles in the
// composed picture) and what they hear (each other, one of the others, and not themselves: at most -60 dB). Screenshots are
// left in a folder. In the middle of it all begin ICE anew. Options: --people=98 --browsers=2 (at most 10)
// --screenshots=FOLDER --paths=udp,udp (how they come: udp, tcp for ICE-TCP alone, relay for a TURN relay alone, which needs
// coturn; the last one holds for all others) --loss=0.03 (of datagrams in both directions on the path udp; then pictures
// and freezes are counted and they tell each other something: a share of sounds that was misheard).
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { testInternalSecret as internalSecret } from '@cloudmeet/testing/rooms';
import { pinSelf } from '../load/child-server.ts';
import { measure } from '../mixing/measure.ts';
import { Meeting } from '../mixing/meeting.ts';
import { startNode } from '../mixing/node-process.ts';
import { recordCamera, settled } from '../mixing/run-meetings.ts';
import { Company } from './company.ts';
import { restartIce } from './person-page.ts';
import { isPath, Routes } from './routes.ts';

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '98' },
    browsers: { type: 'string', default: '2' },
    screenshots: { type: 'string' },
    paths: { type: 'string', default: 'udp' },
    loss: { type: 'string', default: '0' },
  },
});
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const loss = Number(values.loss);
const paths = values.paths.split(',').filter(isPath);
const plan = { people: Number(values.people), cameras: 14, unmuted: 1, picture: recordCamera(320, 180) };

pinSelf(0);
const folder = values.screenshots ?? (await mkdtemp(join(tmpdir(), 'cloudmeet-browsers-')));
const routes = await Routes.open(paths, loss);
const node = await startNode({ internalSecret, tilesMax: 17 }, true);
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
  const company = new Company({ meeting, browser, routes, others: plan.people });
  for (let index = 0; index < Number(values.browsers); index += 1)
    await company.join(paths[index] ?? paths.at(-1) ?? 'udp');
  await company.inPicture();
  await settled(node);
  const fullSizeAfterS = await company.atFullSize();
  const measured = plan.people > 0 ? await measure(node, meeting.people, 5) : null;
  for (const { page } of company.members) await restartIce(page);
  await wait(3000);
  const seen = await company.look(folder);
  const talk = loss > 0 ? await company.talk() : null;
  const isRight = company.isRight(seen) && (talk === null || company.isUnderstood(talk, loss));
  const figures = {
    isRight,
    fullSizeAfterS,
    seen,
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
