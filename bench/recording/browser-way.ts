import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Negotiate } from '@cloudmeet/testing/media';
import { round } from '../load/statistics.ts';
import { onEveryCore } from '../mixing/node-process.ts';
import { startMeetingPage } from './meeting-page.ts';
import { cpuBetween, usageOfTree } from './process-tree.ts';

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const display = ':87';
const [width, height] = [1280, 720];
const programs = ['Xvfb', 'chromium', 'ffmpeg'];
const megabyte = 1024 * 1024;

function missing(): string[] {
  return programs.filter((name) => spawnSync('which', [name]).status !== 0);
}

function run(program: string, args: readonly string[]): ChildProcess {
  const env = { ...process.env, DISPLAY: display };
  return onEveryCore(() => spawn(program, args, { env, stdio: 'ignore' }));
}

/** Ends it with what it has written. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), 5000);
  await ended;
  clearTimeout(force);
}

/** A page that plays by itself, and a browser that does nothing else. */
const flags = [
  ...['--autoplay-policy=no-user-gesture-required', '--allow-loopback-in-peer-connection'],
  ...['--no-sandbox', '--disable-gpu', '--no-first-run', '--kiosk', '--disable-sync'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-quic'],
];
const screen = `${String(width)}x${String(height)}`;

/** What Jibri tells FFmpeg, but for where the sound comes from: the machine of a benchmark has no sound card. */
const grab = [
  ...[
    '-f',
    'x11grab',
    '-draw_mouse',
    '0',
    '-r',
    '30',
    '-s',
    screen,
    '-thread_queue_size',
    '4096',
    '-i',
    display,
  ],
  ...['-f', 'lavfi', '-re', '-i', 'sine=frequency=330:sample_rate=44100'],
  ...['-c:a', 'aac', '-ar', '44100', '-b:a', '128k', '-af', 'aresample=async=1'],
  ...['-c:v', 'libx264', '-preset', 'veryfast', '-profile:v', 'main', '-level', '3.1', '-pix_fmt', 'yuv420p'],
  ...['-r', '30', '-crf', '25', '-g', '60', '-tune', 'zerolatency'],
];

/** What FFmpeg has written so far, by its own count. */
function encoded(progress: string) {
  const text = readFileSync(progress, 'utf8');
  const last = (name: string) =>
    Number(
      text
        .match(new RegExp(`^${name}=(\\d+)$`, 'gm'))
        ?.at(-1)
        ?.split('=')[1] ?? 0,
    );
  return { frames: last('frame'), repeated: last('dup_frames'), dropped: last('drop_frames') };
}

/** How much of the machine nobody uses, in jiffies of all cores. */
function machine() {
  const [line = ''] = readFileSync('/proc/stat', 'latin1').split('\n');
  const jiffies = line.split(/ +/).slice(1, 9).map(Number);
  return { idle: (jiffies[3] ?? 0) + (jiffies[4] ?? 0), all: jiffies.reduce((sum, one) => sum + one, 0) };
}

/**
 * What recorders made of a browser do: Chromium is in the meeting, in a display of its own, and FFmpeg grabs and encodes
 * it. Its page shows the mixed picture and nothing else, which costs less than a whole room page would. Counted are Xvfb,
 * all processes of Chromium and FFmpeg; they may use every core.
 */
export async function measureBrowserWay(folder: string, negotiate: Negotiate, seconds: number) {
  const absent = missing();
  if (absent.length > 0) return { measured: false, absent } as const;
  const page = await startMeetingPage(negotiate);
  const children = [run('Xvfb', [display, '-screen', '0', `${screen}x24`, '-nolisten', 'tcp'])];
  try {
    await wait(1000);
    const profile = `--user-data-dir=${join(folder, 'profile')}`;
    const window = `--window-size=${String(width)},${String(height)}`;
    children.push(run('chromium', [...flags, profile, window, page.url]));
    await wait(5000);
    const progress = join(folder, 'progress.txt');
    const to = ['-progress', progress, '-f', 'mp4', join(folder, 'browser.mp4')];
    children.push(run('ffmpeg', ['-nostdin', '-y', ...grab, ...to]));
    await wait(3000);
    const pids = children.flatMap(({ pid }) => (pid === undefined ? [] : [pid]));
    const look = () => ({
      ...{ usage: usageOfTree(pids), shown: page.pictures(), encoded: encoded(progress), machine: machine() },
      atMs: performance.now(),
    });
    const before = look();
    await wait(seconds * 1000);
    const after = look();
    const tookMs = after.atMs - before.atMs;
    const idle = (after.machine.idle - before.machine.idle) / (after.machine.all - before.machine.all);
    const perSecond = (count: number) => round((count * 1000) / tookMs, 1);
    return {
      measured: true,
      cores: round(cpuBetween(before.usage, after.usage) / tookMs, 3),
      megabytes: Math.round(after.usage.memoryBytes / megabyte),
      shownPerSecond: perSecond(after.shown - before.shown),
      encodedPerSecond: perSecond(after.encoded.frames - before.encoded.frames),
      /** Grabbed too late, so that the one before was written again, or too early. */
      repeatedPerSecond: perSecond(after.encoded.repeated - before.encoded.repeated),
      droppedPerSecond: perSecond(after.encoded.dropped - before.encoded.dropped),
      /** Of the whole machine; near nothing means that it was not enough for it. */
      idleShare: round(idle, 3),
    } as const;
  } finally {
    page.close();
    for (const child of children.toReversed()) await end(child);
  }
}
