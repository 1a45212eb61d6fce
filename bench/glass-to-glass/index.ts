// How old a picture is when somebody else in a mixed room sees it: four Chromium browsers with the real room engine, whose
// cameras are clocks, against a CloudMeet as `npm start` starts it, all on this machine and its one clock. Options:
// --people=4 --seconds=20 (after some seconds to settle).
import { parseArgs } from 'node:util';
import type { Browser, Page } from '@playwright/test';
import { percentile, round } from '../load/statistics.ts';
import { clockCode, clockScript, useClockCamera } from './clock-camera.ts';
import { ask, inBrowser, openRoomPage, type Dev } from './room-page.ts';
import { delaysOf, provideReadClock, watchClocks, type Seen } from './watch-clocks.ts';

declare global {
  // Put there by the page.
  var peers: RTCPeerConnection[];
}

const { values } = parseArgs({
  options: { people: { type: 'string', default: '4' }, seconds: { type: 'string', default: '20' } },
});
const target = { p50Ms: 120, p95Ms: 180 };
const settleMs = 12_000;

/** Somebody who is in the room with a clock as their camera and hears the mix. */
const join = (browser: Browser, dev: Dev, roomId: string, name: string): Promise<Page> =>
  openRoomPage(browser, dev, {
    roomId,
    name,
    publish: { audio: true, video: true },
    prepare: async (page) => {
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
    },
  });

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

const watched = await inBrowser(run);
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
