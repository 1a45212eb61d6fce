// Whether sound and picture of one person are together when they come out of the mix: a Chromium browser whose camera
// becomes white when its microphone beeps, another that sees and hears it in a mixed room with the real engine, against a
// CloudMeet as `npm start` starts it. The limits are those at which people notice it (ITU-R BT.1359-1): sound 45 ms
// sooner or 125 ms later than the picture. Options: --seconds=30 (after some seconds to settle), --loss=0 (percent, each
// way of each browser).
import { parseArgs } from 'node:util';
import type { Browser, Page } from '@playwright/test';
import { ask, inBrowser, openRoomPage, type Attendance, type Dev } from '../glass-to-glass/room-page.ts';
import { percentile, round } from '../load/statistics.ts';
import { beats, useBeatingCamera } from './beating-camera.ts';
import { prepareToWatch, soundLeadsMs, watch } from './watch-beats.ts';

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '30' }, loss: { type: 'string', default: '0' } },
});
const [seconds, lossPercent] = [Number(values.seconds), Number(values.loss)];
const target = { soonerMs: 45, laterMs: 125, beatsMin: 20 };
const settleMs = 8000;
const controlSeconds = 15;

/** Packets are lost from before the connection is made: later this is not heeded. */
async function losePackets(page: Page): Promise<void> {
  if (lossPercent === 0) return;
  const tools = await page.context().newCDPSession(page);
  await tools.send('Network.enable');
  await tools.send('Network.emulateNetworkConditions', {
    ...{ offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 },
    packetLoss: lossPercent,
  });
}

async function run(dev: Dev, browser: Browser) {
  const { id: roomId = '' } = await ask(dev, '/v1/rooms', { mode: 'mixed' });
  const open = (name: string, attendance: Pick<Attendance, 'publish' | 'prepare'>) =>
    openRoomPage(browser, dev, { roomId, name, ...attendance });
  const person = await open('Person who claps', {
    publish: { audio: true, video: true },
    prepare: async (page) => {
      await losePackets(page);
      await page.addInitScript(useBeatingCamera, beats);
      await prepareToWatch(page);
    },
  });
  const viewer = await open('Person who watches', {
    publish: { audio: false, video: false },
    prepare: async (page) => {
      await losePackets(page);
      await prepareToWatch(page);
    },
  });
  await viewer.waitForFunction(() => room.store.getState().mix.map?.tiles.some(({ hasVideo }) => hasVideo));
  await new Promise((settled) => setTimeout(settled, settleMs));
  const control = soundLeadsMs(await watch(person, 'own', controlSeconds));
  return { control, mixed: soundLeadsMs(await watch(viewer, 'mix', seconds)) };
}

const leads = await inBrowser(run);
// What the instrument finds between camera and microphone themselves is its own.
const instrumentMs = percentile(leads.control, 0.5);
const soonerMs = leads.mixed.map((lead) => lead - instrumentMs);
const figures = {
  beats: soonerMs.length,
  lossPercent,
  soundSoonerP50Ms: round(percentile(soonerMs, 0.5), 1),
  soundSoonerP95Ms: round(percentile(soonerMs, 0.95), 1),
  soundSoonerMaxMs: round(Math.max(...soonerMs), 1),
  soundLaterP95Ms: round(-percentile(soonerMs, 0.05), 1),
  soundLaterMaxMs: round(-Math.min(...soonerMs), 1),
  instrumentMs: round(instrumentMs, 1),
  target,
};
console.log(JSON.stringify({ name: 'lip-sync', seed: 1, figures }));
const isMet =
  figures.beats >= target.beatsMin &&
  figures.soundSoonerMaxMs <= target.soonerMs &&
  figures.soundLaterMaxMs <= target.laterMs;
if (!isMet) process.exitCode = 1;
