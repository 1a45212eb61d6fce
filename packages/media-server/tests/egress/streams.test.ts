import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { OutputOrder } from '../../src/children/messages.ts';
import { forkEgress, type EgressChild } from './egress-child.ts';
import { readMediaFile } from './read-file.ts';
import { freePort, receiveRtmp, startSilentServer } from './rtmp-server.ts';
import { createShow, showSize, showStreams, type Show } from './show.ts';

const waiting = { timeout: 60_000, interval: 50 };
/** Streams are made in real time. */
const realTime = { timeout: 120_000 };
const secret = 'live_4711_secret';
const path = 'str_1/key-of-the-path';
let folder: string;
let show: Show;
let children: EgressChild[];
let silent: Awaited<ReturnType<typeof startSilentServer>>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cloudmeet-streams-'));
  show = createShow();
  children = [];
  silent = await startSilentServer();
});
afterEach(async () => {
  show.close();
  silent.close();
  for (const child of children) await child.close();
  await rm(folder, { recursive: true, force: true });
});

async function start(targets: OutputOrder['targets']): Promise<EgressChild> {
  const child = await forkEgress(
    (message) => {
      if (message.t === 'keyframe.wanted') show.keyframe();
    },
    { hls: { port: 0 }, privateTargets: true },
  );
  children.push(child);
  const order = {
    output: 1,
    ...showStreams,
    ...showSize,
    folder,
    segmentMs: 2000,
    keep: null,
    hls: { path },
  };
  child.send({ t: 'output.open', ...order, targets: targets ?? [] });
  show.run(child.port);
  return child;
}

const begunOf = ({ told }: EgressChild) => told.find((message) => message.t === 'output.begun');
const statesOf = ({ told }: EgressChild, id: string) =>
  told.flatMap((message) =>
    message.t === 'output.targets' ? message.targets.filter((target) => target.id === id) : [],
  );

/** Processes that a process has started: Linux tells. */
async function childrenOf(pid: number): Promise<number[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return text.trim().split(' ').filter(Boolean).map(Number);
}

/** Barcodes that follow each other in a picture that lost nothing. */
function expectWhole(codes: readonly number[]): void {
  expect(codes.slice(1).every((code, index) => code === codes[index]! + 1)).toBe(true);
}

/** Empty for one that has ended meanwhile. */
function commandLineOf(pid: number): Promise<string> {
  return readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
}

async function playlistOf(child: EgressChild): Promise<string> {
  const url = new URL(begunOf(child)?.hlsUrl ?? '');
  return (await fetch(new URL('media.m3u8', url))).text();
}

describe('a live stream of a room', realTime, () => {
  it('HLS-3, RTM-1, RTM-2, RTM-5 is played by FFmpeg over HLS and taken by an RTMP server, whatever other targets do', async () => {
    const port = await freePort();
    const received = receiveRtmp(`rtmp://127.0.0.1:${port}/live/${secret}`);
    const urls = [port, await freePort(), silent.port].map((one) => `rtmp://127.0.0.1:${one}/live/${secret}`);
    const child = await start(urls.map((url, index) => ({ id: `t${index}`, url })));
    await vi.waitFor(() => expect(statesOf(child, 't0').at(-1)?.status).toBe('live'), waiting);
    await vi.waitFor(() => expect(silent.connections()).toBe(1), waiting);
    await vi.waitFor(() => expect(statesOf(child, 't1').at(-1)?.detail).toMatch(/refuses/), waiting);
    const senders = await childrenOf(child.pid);
    expect(senders.length).toBeGreaterThanOrEqual(2);
    for (const line of await Promise.all(senders.map(commandLineOf))) expect(line).not.toContain(secret);
    const segments = async () => (await playlistOf(child)).match(/#EXTINF/g)?.length;
    const before = (await segments()) ?? 0;
    await vi.waitFor(async () => expect(await segments()).toBeGreaterThanOrEqual(before + 3), waiting);
    child.send({ t: 'output.close', output: 1 });
    await vi.waitFor(() => expect(child.told.some(({ t }) => t === 'output.ended')).toBe(true), waiting);

    const seen = readMediaFile(begunOf(child)?.hlsUrl ?? '');
    expect(seen).toMatchObject(showSize);
    const codes = seen.pictures.map(({ barcode }) => barcode ?? -1);
    expect(codes.length).toBeGreaterThan(24 * 4);
    expectWhole(codes);
    // The check itself: a picture that was left out is noticed.
    expect(() => expectWhole(codes.toSpliced(5, 1))).toThrow();
    const flashes = seen.pictures.filter(
      ({ isFlash }, at) => isFlash && seen.pictures[at - 1]?.isFlash === false,
    );
    const tones = seen.sounds.flatMap(({ loudAt }, at) =>
      loudAt !== null && seen.sounds[at - 1]?.loudAt === null ? [loudAt] : [],
    );
    const endsAt = seen.pictures.at(-1)!.at;
    for (const { at } of flashes.slice(1).filter((flash) => flash.at < endsAt - 1))
      expect(Math.min(...tones.map((tone) => Math.abs(tone - at)))).toBeLessThan(0.04);

    const { pictures, sounds } = await received;
    expect(pictures[0]).toMatchObject({ keyframe: true });
    expect(pictures.length).toBeGreaterThan(24 * 2);
    expect(sounds.length).toBeGreaterThan(46 * 2);
    expect(statesOf(child, 't0').at(-1)?.status).toBe('ended');
    expect(JSON.stringify(child.told)).not.toMatch(/secret/);
  });

  it('RTM-1, HLS-5 kill -9 leaves no process that knows a key, and the next goes on with the same window', async () => {
    const first = await start([{ id: 't0', url: `rtmp://127.0.0.1:${silent.port}/live/${secret}` }]);
    await vi.waitFor(() => expect(silent.connections()).toBe(1), waiting);
    await vi.waitFor(
      async () => expect(await readFile(join(folder, 'live.json'), 'utf8')).toContain('m4s'),
      waiting,
    );
    const [sender = 0] = await childrenOf(first.pid);
    first.kill();
    await first.ended;
    await vi.waitFor(() => expect(() => process.kill(sender, 0)).toThrow('ESRCH'), waiting);
    show.pause();
    const second = await start([]);
    await vi.waitFor(() => expect(begunOf(second)).toBeDefined(), waiting);
    const text = await playlistOf(second);
    expect(text).toMatch(/#EXT-X-MEDIA-SEQUENCE:1\n/);
    expect(text.indexOf('#EXT-X-GAP')).toBeLessThan(text.indexOf('#EXT-X-DISCONTINUITY\n'));
    const names = [...text.matchAll(/(segment|part|init)-\w+/g)].map(([name]) => name);
    expect(new Set(names).size).toBe(5);
  });
});
