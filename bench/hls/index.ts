// How old a picture is when a viewer sees it (from when it is drawn for the mixer's encoder to when hls.js in Chromium
// shows it): our HLS with low latency, and the HLS that Debian's nginx-rtmp makes of what our own RTMP sends it, of the
// same pictures in the same run. A barcode in each picture tells its number. In the end nginx's worker is killed: how long
// until our RTMP is live at its next one. Options: --seconds=20.
// The peer comes with `apt-get install --no-install-recommends nginx libnginx-mod-rtmp`.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Browser } from '@playwright/test';
import { forkEgress } from '../../packages/media-server/tests/egress/egress-child.ts';
import {
  createShow,
  framesPerSecond,
  showSize,
  showStreams,
} from '../../packages/media-server/tests/egress/show.ts';
import { percentile, round } from '../load/statistics.ts';
import { nginxRtmpIsThere, startNginx } from './nginx.ts';
import { startPlayerPage } from './player-page.ts';

declare global {
  var seen: [number, number][];
  var errors: string[];
  var stalls: number;
}

interface Watched {
  ages: number[];
  shownPerSecond: number;
  stalls: number;
  errors: readonly string[];
}

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '20' } } });
const seconds = Number(values.seconds);
const playsFirstMs = 12_000;
const codes = 4096;

/** Milliseconds from drawing to showing. */
function agesOf(seen: readonly (readonly [number, number])[], beganMs: number): number[] {
  return seen.map(([shownMs, code]) => {
    const newest = ((shownMs - beganMs) * framesPerSecond) / 1000 + 1;
    const behind = (((newest - code) % codes) + codes) % codes;
    return (behind * 1000) / framesPerSecond;
  });
}

async function watch(browser: Browser, url: string, beganMs: number): Promise<Watched> {
  const page = await browser.newPage();
  await page.goto(url);
  await page.waitForFunction(() => globalThis.seen.length > 24, null, { timeout: 60_000 });
  await page.waitForTimeout(playsFirstMs);
  await page.evaluate(() => {
    globalThis.seen.length = 0;
    globalThis.stalls = 0;
  });
  await page.waitForTimeout(seconds * 1000);
  const [seen, stalls, errors] = await page.evaluate(
    () => [globalThis.seen, globalThis.stalls, [...new Set(globalThis.errors)]] as const,
  );
  await page.close();
  return { ages: agesOf(seen, beganMs), shownPerSecond: seen.length / seconds, stalls, errors };
}

async function run() {
  if (!nginxRtmpIsThere) throw new Error('nginx-rtmp is not there: apt-get install nginx libnginx-mod-rtmp');
  const folder = await mkdtemp(join(tmpdir(), 'bench-hls-'));
  const show = createShow();
  const egress = await forkEgress(
    (message) => {
      if (message.t === 'keyframe.wanted') show.keyframe();
    },
    { hls: { port: 0 }, privateTargets: true },
  );
  const nginx = await startNginx(true);
  const player = await startPlayerPage();
  const order = { output: 1, ...showStreams, ...showSize, folder, segmentMs: 2000, keep: null };
  const target = { id: 'nginx', url: `${nginx.rtmpUrl}/bench` };
  egress.send({ t: 'output.open', ...order, hls: { path: 'bench/bench' }, targets: [target] });
  show.run(egress.port);
  const browser = await chromium.launch({
    executablePath: process.env.CHROME_BIN ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--autoplay-policy=no-user-gesture-required'],
  });
  try {
    const [url] = await untilThere(() =>
      egress.told.flatMap((message) => (message.t === 'output.begun' ? [message.hlsUrl ?? ''] : [])),
    );
    const ours = await watch(browser, player.urlFor(url ?? '', true), show.beganMs);
    const nginxUrl = `${nginx.url}/bench.m3u8`;
    await untilThere(async () => ((await fetch(nginxUrl)).ok ? [nginxUrl] : []));
    const theirs = await watch(browser, player.urlFor(nginxUrl, false), show.beganMs);
    const rtmp = () =>
      egress.told
        .flatMap((message) => (message.t === 'output.targets' ? message.targets : []))
        .map(({ status }) => status);
    const [diedMs, statesBefore] = [performance.now(), rtmp().length];
    process.kill(nginx.workerPid, 'SIGKILL');
    await untilThere(() =>
      rtmp()
        .slice(statesBefore)
        .filter((status) => status === 'live'),
    );
    return { ours, theirs, rtmp: rtmp(), rtmpBackMs: performance.now() - diedMs };
  } finally {
    await browser.close();
    player.close();
    show.close();
    await egress.close();
    await nginx.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function untilThere(
  find: () => readonly string[] | Promise<readonly string[]>,
): Promise<readonly string[]> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    const found = await find();
    if (found.length > 0) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('What was waited for did not come within a minute.');
}

const { ours, theirs, rtmp, rtmpBackMs } = await run();
console.log(`RTMP to nginx was ${rtmp.join(', ')}`);
for (const [name, { errors }] of Object.entries({ ours, nginx: theirs }))
  console.log(`${name}: errors of hls.js: ${errors.join(', ') || 'none'}`);
const figuresOf = (name: string, { ages, shownPerSecond, stalls }: Watched) => ({
  [`${name}P50Ms`]: round(percentile(ages, 0.5), 0),
  [`${name}P95Ms`]: round(percentile(ages, 0.95), 0),
  [`${name}PicturesPerSecond`]: round(shownPerSecond, 1),
  [`${name}Stalls`]: stalls,
});
const figures = {
  ...{ seconds, ...figuresOf('ours', ours), ...figuresOf('nginx', theirs) },
  rtmpBackMs: round(rtmpBackMs, 0),
};
console.log(JSON.stringify({ name: 'hls', seed: 0, figures }));
