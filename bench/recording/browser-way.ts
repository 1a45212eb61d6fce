import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Negotiate } from '@cloudmeet/testing/media';
import { round } from '../load/statistics.ts';
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
  return spawn(program, args, { env: { ...process.env, DISPLAY: display }, stdio: 'ignore' });
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

/** What Jibri tells FFmpeg, but for where the sound comes from: the machine of a benchmark has no sound card. */
const encode = [
  ...['-f', 'lavfi', '-re', '-i', 'sine=frequency=330:sample_rate=44100'],
  ...['-c:v', 'libx264', '-preset', 'veryfast', '-profile:v', 'main', '-level', '3.1', '-pix_fmt', 'yuv420p'],
  ...['-r', '30', '-crf', '25', '-g', '60', '-tune', 'zerolatency', '-c:a', 'aac', '-b:a', '128k'],
];

/**
 * What recorders made of a browser do: Chromium is in the meeting, in a display of its own, and FFmpeg grabs and encodes
 * it. Its page shows the mixed picture and nothing else, which costs less than a whole room page would.
 */
export async function measureBrowserWay(folder: string, negotiate: Negotiate, seconds: number) {
  const absent = missing();
  if (absent.length > 0) return { measured: false, absent } as const;
  const page = await startMeetingPage(negotiate);
  const screen = `${String(width)}x${String(height)}`;
  const children = [run('Xvfb', [display, '-screen', '0', `${screen}x24`, '-nolisten', 'tcp'])];
  try {
    await wait(1000);
    const autoplay = ['--autoplay-policy=no-user-gesture-required', '--allow-loopback-in-peer-connection'];
    const flags = [
      '--no-sandbox',
      ...autoplay,
      '--disable-gpu',
      '--no-first-run',
      '--kiosk',
      '--disable-sync',
    ];
    const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-quic'];
    const profile = `--user-data-dir=${join(folder, 'profile')}`;
    const window = `--window-size=${String(width)},${String(height)}`;
    children.push(run('chromium', [...flags, ...quiet, profile, window, page.url]));
    await wait(5000);
    const grab = ['-f', 'x11grab', '-framerate', '30', '-video_size', screen, '-i', display];
    const file = join(folder, 'browser.mp4');
    children.push(run('ffmpeg', ['-nostdin', '-y', ...grab, ...encode, file]));
    await wait(2000);
    const pids = children.flatMap(({ pid }) => (pid === undefined ? [] : [pid]));
    const [before, startedMs, shownBefore] = [usageOfTree(pids), performance.now(), page.pictures()];
    await wait(seconds * 1000);
    const [after, shown] = [usageOfTree(pids), page.pictures() - shownBefore];
    return {
      measured: true,
      cores: round(cpuBetween(before, after) / (performance.now() - startedMs), 3),
      picturesPerSecond: round(shown / seconds, 1),
      megabytes: Math.round(after.memoryBytes / megabyte),
    } as const;
  } finally {
    page.close();
    for (const child of children.toReversed()) await end(child);
  }
}
