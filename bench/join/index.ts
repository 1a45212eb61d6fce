// From the click on Join to the first decoded frame of somebody else: the real engine against the real server, and a
// bare pair of RTCPeerConnections in the same browser, in alternation. Cameras are on before the click in both.
import { randomInt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { chromium } from '@playwright/test';
import type { Browser } from '@playwright/test';
import { startCloudMeet } from '../../client-sandbox/e2e/fixtures/start-cloudmeet.ts';
import { engineScript } from '../../packages/room-engine/e2e/fixtures/engine-script.ts';
import { ask, browserArgs, type Dev } from '../glass-to-glass/room-page.ts';
import { percentile, round, seededRandom } from '../load/statistics.ts';
import { armPair, armRoom, beThere, clickToFrame, openPage } from './pages.ts';
import type { RoomAddress } from './pages.ts';

const rounds = 15;
const target = 2;

const cameras = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];

/** One room with somebody in it; the measured person joins it. In ms. */
async function joinRoom(browser: Browser, dev: Dev, script: string): Promise<number> {
  const { id: roomId = '' } = await ask(dev, '/v1/rooms', {});
  const token = async (userId: string) => {
    const { token: minted = '' } = await ask(dev, `/v1/rooms/${roomId}/tokens`, { role: 'host', userId });
    return minted;
  };
  const address: RoomAddress = {
    pageUrl: `${dev.roomUrl}/bench`,
    socketUrl: `${dev.apiUrl.replace('http', 'ws')}/rt`,
    roomId,
  };
  const there = await openPage(browser, address.pageUrl, script);
  await beThere(there, address, await token('there'));
  const coming = await openPage(browser, address.pageUrl, script);
  await armRoom(coming, address, await token('coming'));
  const tookMs = await clickToFrame(coming);
  await Promise.all([there.context().close(), coming.context().close()]);
  return tookMs;
}

async function joinPair(browser: Browser, dev: Dev): Promise<number> {
  const page = await openPage(browser, `${dev.roomUrl}/bench`, 'void 0;');
  await armPair(page);
  const tookMs = await clickToFrame(page);
  await page.context().close();
  return tookMs;
}

const seed = Number(process.env.BENCH_SEED ?? randomInt(2 ** 31));
const random = seededRandom(seed);
const server = await startCloudMeet();
const browser = await chromium.launch({
  executablePath: process.env.CHROME_BIN ?? '/usr/bin/chromium',
  args: [...browserArgs, ...cameras],
});
const roomMs: number[] = [];
const pairMs: number[] = [];
try {
  const dev = JSON.parse(await readFile(server.devFile, 'utf8')) as Dev;
  const script = await engineScript();
  const runs = {
    room: async () => void roomMs.push(await joinRoom(browser, dev, script)),
    pair: async () => void pairMs.push(await joinPair(browser, dev)),
  };
  await joinRoom(browser, dev, script);
  await joinPair(browser, dev);
  for (let number = 1; number <= rounds; number += 1) {
    const order = random() < 0.5 ? [runs.room, runs.pair] : [runs.pair, runs.room];
    for (const run of order) await run();
    console.log(
      `round ${String(number)}: room ${roomMs.at(-1)?.toFixed(0)} ms, bare pair ${pairMs.at(-1)?.toFixed(0)} ms`,
    );
  }
} finally {
  await browser.close();
  await server.stop();
}

const p50 = { room: percentile(roomMs, 0.5), pair: percentile(pairMs, 0.5) };
const figures = {
  rounds,
  roomP50Ms: round(p50.room, 1),
  roomP90Ms: round(percentile(roomMs, 0.9), 1),
  pairP50Ms: round(p50.pair, 1),
  pairP90Ms: round(percentile(pairMs, 0.9), 1),
  ratio: round(p50.room / p50.pair, 2),
  target,
};
console.log(JSON.stringify({ name: 'join', seed, figures }));
if (figures.ratio > target) process.exitCode = 1;
