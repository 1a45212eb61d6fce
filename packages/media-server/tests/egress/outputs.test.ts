import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parsePlaylist } from '../../src/egress/segments/playlist.ts';
import { forkEgress, type EgressChild } from './egress-child.ts';
import { lipSyncMs } from './file-checks.ts';
import { readMediaFile, type FileContent } from './read-file.ts';
import { createShow, showSize, showStreams, type Show } from './show.ts';

const waiting = { timeout: 40_000, interval: 50 };
/** Segments are made in real time. */
const realTime = { timeout: 90_000 };
let folder: string;
let show: Show;
let children: EgressChild[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cloudmeet-egress-'));
  show = createShow();
  children = [];
});
afterEach(async () => {
  show.close();
  for (const child of children) await child.close();
  await rm(folder, { recursive: true });
});

async function start(keep: number | null = null): Promise<EgressChild> {
  const child = await forkEgress((message) => {
    if (message.t === 'keyframe.wanted') show.keyframe();
  });
  children.push(child);
  const order = { output: 1, ...showStreams, ...showSize, folder, segmentMs: 2000, keep };
  child.send({ t: 'output.open', ...order });
  return child;
}

async function waitForSegments(child: EgressChild, count: number): Promise<void> {
  await vi.waitFor(() => expect(child.segments().length).toBeGreaterThanOrEqual(count), waiting);
}

async function endOutput(child: EgressChild): Promise<void> {
  child.send({ t: 'output.close', output: 1 });
  await vi.waitFor(() => expect(child.told.some(({ t }) => t === 'output.ended')).toBe(true), waiting);
}

const playlist = () => readFile(join(folder, 'index.m3u8'), 'utf8');

/** Everything of one run joined to one file, as whoever makes a recording of it does. */
async function joined(init: string): Promise<FileContent> {
  const entries = parsePlaylist(await playlist()).filter((entry) => entry.init === init);
  const parts = await Promise.all(
    [init, ...entries.map(({ file }) => file)].map((name) => readFile(join(folder, name))),
  );
  const path = join(folder, `joined-${init}`);
  await writeFile(path, Buffer.concat(parts));
  return readMediaFile(path);
}

/** Barcodes that follow each other in a picture that lost nothing. */
function expectWhole({ pictures }: FileContent): void {
  const codes = pictures.map(({ barcode }) => barcode ?? -1);
  expect(codes.slice(1).every((code, index) => code === codes[index]! + 1)).toBe(true);
}

describe('an output of a room', realTime, () => {
  it('is read back by FFmpeg: every picture once, sound beside it within 40 ms, keyframe first in each segment', async () => {
    const child = await start();
    show.run(child.port);
    await waitForSegments(child, 3);
    await endOutput(child);
    const content = await joined('init-1.mp4');
    expect(content).toMatchObject({ width: 640, height: 360 });
    expectWhole(content);
    const apart = lipSyncMs(content);
    expect(apart.length).toBeGreaterThan(3);
    expect(Math.max(...apart)).toBeLessThanOrEqual(40);
    expect(await playlist()).toContain('#EXT-X-ENDLIST');
    for (const { file, bytes, sha256, durationMs } of child.segments()) {
      const data = await readFile(join(folder, file));
      expect(data.length).toBe(bytes);
      expect(createHash('sha256').update(data).digest('hex')).toBe(sha256);
      expect(durationMs).toBeLessThanOrEqual(6000);
    }
    const starts = child
      .segments()
      .slice(1)
      .map(({ startedAt }) => (startedAt - child.segments()[0]!.startedAt) / 1000);
    for (const at of starts) {
      const nearest = content.pictures.find((picture) => Math.abs(picture.at - at) < 0.01);
      expect(nearest?.keyframe).toBe(true);
    }
  });

  it('kill -9 takes at most the segment that was being written, and the next process goes on behind it', async () => {
    const first = await start();
    show.run(first.port);
    await waitForSegments(first, 2);
    first.kill();
    await first.ended;
    const kept = parsePlaylist(await playlist());
    expect(kept.length).toBeGreaterThanOrEqual(2);
    expectWhole(await joined('init-1.mp4'));
    const second = await start();
    show.pause();
    show.run(second.port);
    await waitForSegments(second, 2);
    await endOutput(second);
    const entries = parsePlaylist(await playlist());
    expect(entries.slice(0, kept.length)).toEqual(kept);
    expect(entries[kept.length]).toMatchObject({ discontinuity: true, init: 'init-2.mp4' });
    expect(new Set(entries.map(({ file }) => file)).size).toBe(entries.length);
    expectWhole(await joined('init-2.mp4'));
  });

  it('a room in which nobody speaks has silence of the right length, and the picture does not wait for it', async () => {
    const child = await start();
    show.mute(true);
    show.run(child.port);
    await waitForSegments(child, 2);
    show.mute(false);
    await waitForSegments(child, 4);
    await endOutput(child);
    const content = await joined('init-1.mp4');
    const apart = lipSyncMs(content).slice(-2);
    expect(Math.max(...apart)).toBeLessThanOrEqual(40);
    const length = content.pictures.at(-1)!.at;
    expect(Math.abs(content.sounds.at(-1)!.at - length)).toBeLessThan(0.2);
  });

  it('a live stream keeps only its newest segments on the disk', async () => {
    const child = await start(2);
    show.run(child.port);
    await waitForSegments(child, 7);
    expect(parsePlaylist(await playlist())).toHaveLength(2);
    await expect(readFile(join(folder, 'segment-000001.m4s'))).rejects.toThrow();
    await endOutput(child);
    expect(await playlist()).toMatch(/#EXT-X-MEDIA-SEQUENCE:[5-9]/);
  });

  it('a folder that cannot be written ends the output with its reason, and the process goes on', async () => {
    const child = await forkEgress();
    children.push(child);
    await writeFile(join(folder, 'file'), '');
    const order = { output: 1, ...showStreams, ...showSize, segmentMs: 2000, keep: null };
    child.send({ t: 'output.open', ...order, folder: join(folder, 'file', 'below') });
    await vi.waitFor(() => expect(child.told.some(({ t }) => t === 'output.failed')).toBe(true), waiting);
    child.send({ t: 'output.open', ...order, output: 2, folder });
    show.run(child.port);
    await waitForSegments(child, 1);
    expect(child.segments()[0]!.output).toBe(2);
  });

  it('control: a file without one of its pictures is noticed', async () => {
    const child = await start();
    show.run(child.port);
    await waitForSegments(child, 1);
    await endOutput(child);
    const content = await joined('init-1.mp4');
    expect(() => expectWhole({ ...content, pictures: content.pictures.toSpliced(5, 1) })).toThrow();
  });
});
