// How old a picture is when somebody else in a mixed room sees it: four Chromium browsers with the real room engine, whose
// cameras are clocks, against a CloudMeet as `npm start` starts it, all on this machine and its one clock. Options:
// --people=4 --seconds=20 (after some seconds to settle).
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import type { Browser, Page } from '@playwright/test';
import { startCloudMeet } from '../../client-sandbox/e2e/fixtures/start-cloudmeet.ts';
import { engineScript } from '../../packages/room-engine/e2e/fixtures/engine-script.ts';
import type { Room } from '../../packages/room-engine/src/index.ts';
import { pinSelf } from '../load/child-server.ts';
import { percentile, round } from '../load/statistics.ts';
import { serverCore } from '../mixing/node-process.ts';
import { clockCode, clockScript, useClockCamera } from './clock-camera.ts';
import { delaysOf, provideReadClock, watchClocks, type Seen } from './watch-clocks.ts';

declare global {
  // Put there by the page.
  var engine: typeof import('../../packages/room-engine/src/index.ts');
  var room: Room;
  var peers: RTCPeerConnection[];
}

interface Dev {
  apiUrl: string;
  roomUrl: string;
  tenants: [{ apiKey: string }];
}

const { values } = parseArgs({
  options: { people: { type: 'string', default: '4' }, seconds: { type: 'string', default: '20' } },
});
const target = { p50Ms: 120, p95Ms: 180 };
const settleMs = 12_000;
const browserArgs = [
  ...['--no-sandbox', '--disable-gpu', '--allow-loopback-in-peer-connection'],
  ...['--autoplay-policy=no-user-gesture-required', '--disable-renderer-backgrounding'],
];

async function ask({ apiUrl, tenants }: Dev, path: string, body: object): Promise<Record<string, string>> {
  const answer = await fetch(`${apiUrl}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${tenants[0].apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path} answered ${String(answer.status)}.`);
  return (await answer.json()) as Record<string, string>;
}

/** Somebody who is in the room with a clock as their camera and hears the mix. */
async function join(browser: Browser, dev: Dev, roomId: string, name: string): Promise<Page> {
  const context = await browser.newContext({ bypassCSP: true });
  const page = await context.newPage();
  await page.addInitScript(clockScript);
  await page.addInitScript(useClockCamera, clockCode);
  await page.addInitScript(provideReadClock, clockCode);
  await page.addInitScript(() => {
    globalThis.peers = [];
    globalThis.RTCPeerConnection = class extends RTCPeerConnection {
      constructor(...args: ConstructorParameters<typeof RTCPeerConnection>) {
        super(...args);
        globalThis.peers.push(this);
      }
    };
  });
  await page.goto(`${dev.roomUrl}/bench`);
  await page.addScriptTag({ content: await engineScript() });
  const { token = '' } = await ask(dev, `/v1/rooms/${roomId}/tokens`, { role: 'host', userId: name, name });
  await page.evaluate(
    async ([socketUrl, apiUrl, id, credential]) => {
      globalThis.room = engine.createRoom({ socketUrl, apiUrl, roomId: id });
      // Sound is played as in a meeting: the browser keeps the picture together with it.
      room.tracks.on(({ participantId, kind, track }) => {
        if (participantId === 'local' || !track || !kind.endsWith('audio')) return;
        const audio = new Audio();
        audio.srcObject = new MediaStream([track]);
        void audio.play();
      });
      await room.actions.connect(credential);
      await room.actions.join({ audio: true, video: true });
    },
    [`${dev.apiUrl.replace('http', 'ws')}/rt`, dev.apiUrl, roomId, token] as const,
  );
  return page;
}

type Watched = Seen & Awaited<ReturnType<typeof delaysOf>>;

async function watch(page: Page): Promise<Watched> {
  let seen: Seen = { agesMs: [], unread: 0, pictures: 0 };
  const delays = await delaysOf(page, async () => {
    seen = await watchClocks(page, clockCode, Number(values.seconds));
  });
  return { ...seen, ...delays };
}

async function run(dev: Dev, browser: Browser): Promise<Watched[]> {
  const people = Number(values.people);
  const { id: roomId = '' } = await ask(dev, '/v1/rooms', { mode: 'mixed' });
  const pages: Page[] = [];
  for (let index = 0; index < people; index += 1)
    pages.push(await join(browser, dev, roomId, `Person ${String(index)}`));
  for (const page of pages)
    await page.waitForFunction(
      (count) => room.store.getState().mix.map?.tiles.filter(({ hasVideo }) => hasVideo).length === count,
      people,
    );
  await new Promise((settled) => setTimeout(settled, settleMs));
  return Promise.all(pages.map(watch));
}

// The load must not run where the server does.
pinSelf(serverCore);
const server = await startCloudMeet();
pinSelf(0);
const browser = await chromium.launch({
  executablePath: process.env.CHROME_BIN ?? '/usr/bin/chromium',
  args: browserArgs,
});
let watched: Watched[] = [];
try {
  watched = await run(JSON.parse(await readFile(server.devFile, 'utf8')) as Dev, browser);
} finally {
  await browser.close();
  await server.stop();
}

const ages = watched.flatMap(({ agesMs }) => agesMs);
const median = (of: (one: Watched) => number) => round(percentile(watched.map(of), 0.5), 1);
const figures = {
  people: watched.length,
  pictures: ages.length,
  unread: watched.reduce((all, { unread }) => all + unread, 0),
  picturesPerSecond: median(({ pictures }) => pictures / Number(values.seconds)),
  p50Ms: percentile(ages, 0.5),
  p95Ms: percentile(ages, 0.95),
  p99Ms: percentile(ages, 0.99),
  encodeMs: median(({ encodeMs }) => encodeMs),
  sendDelayMs: median(({ sendDelayMs }) => sendDelayMs),
  jitterBufferMs: median(({ jitterBufferMs }) => jitterBufferMs),
  soundJitterBufferMs: median(({ soundJitterBufferMs }) => soundJitterBufferMs),
  decodeMs: median(({ decodeMs }) => decodeMs),
  target,
};
console.log(JSON.stringify({ name: 'glass-to-glass', seed: 1, figures }));
if (!(figures.p50Ms <= target.p50Ms && figures.p95Ms <= target.p95Ms)) process.exitCode = 1;
