import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { round } from '../load/statistics.ts';
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

/**
 * What recorders made of a browser do: Chromium shows the meeting in a display of its own, FFmpeg grabs and encodes it.
 * The page plays the recording of the same meeting instead of being in it, which costs it less than a meeting would.
 */
export async function measureBrowserWay(folder: string, recording: string, seconds: number) {
  const absent = missing();
  if (absent.length > 0) return { measured: false, absent } as const;
  const page = join(folder, 'page.html');
  const style = '<style>body{margin:0;background:#000}video{width:100vw;height:100vh}</style>';
  const source = pathToFileURL(recording).href;
  writeFileSync(page, `<!doctype html>${style}<video autoplay loop muted src="${source}"></video>`);
  const screen = `${String(width)}x${String(height)}`;
  const children = [run('Xvfb', [display, '-screen', '0', `${screen}x24`, '-nolisten', 'tcp'])];
  try {
    await wait(1000);
    const flags = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--kiosk', '--disable-sync'];
    const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-quic'];
    const profile = `--user-data-dir=${join(folder, 'profile')}`;
    const window = `--window-size=${String(width)},${String(height)}`;
    children.push(run('chromium', [...flags, ...quiet, profile, window, pathToFileURL(page).href]));
    await wait(5000);
    const grab = ['-f', 'x11grab', '-framerate', '30', '-video_size', screen, '-i', display];
    const encode = ['-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p'];
    const file = join(folder, 'browser.mp4');
    children.push(run('ffmpeg', ['-nostdin', '-y', ...grab, ...encode, file]));
    await wait(2000);
    const pids = children.flatMap(({ pid }) => (pid === undefined ? [] : [pid]));
    const [before, startedMs] = [usageOfTree(pids), performance.now()];
    await wait(seconds * 1000);
    const after = usageOfTree(pids);
    return {
      measured: true,
      cores: round(cpuBetween(before, after) / (performance.now() - startedMs), 3),
      megabytes: Math.round(after.memoryBytes / megabyte),
    } as const;
  } finally {
    for (const child of children.toReversed()) await end(child);
  }
}
