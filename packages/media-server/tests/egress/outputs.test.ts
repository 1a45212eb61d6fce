import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { outputSegmentSchema, segmentManifestName } from '@cloudmeet/contracts';
import type { AudioCodec, OutputSegment } from '@cloudmeet/contracts';
import { describe, expect, it, vi, type TestContext } from 'vitest';
import { forkEgress, type EgressChild } from './egress-child.ts';
import { lipSyncMs } from './file-checks.ts';
import { readMediaFile, type FileContent } from './read-file.ts';
import { createShow, showSize, showStreams, type Show } from './show.ts';

const waiting = { timeout: 40_000, interval: 50 };
/** Segments are made in real time. */
const realTime = { timeout: 90_000 };
const order = { output: 1, ...showStreams, ...showSize, segmentMs: 2000, keep: null };

/** A show, the folder it is written to, and the processes that write it. */
class Stage {
  readonly folder: string;
  readonly show: Show;
  readonly #children: EgressChild[] = [];

  private constructor(folder: string, show: Show) {
    this.folder = folder;
    this.show = show;
  }

  static async open({ onTestFinished }: TestContext): Promise<Stage> {
    const stage = new Stage(await mkdtemp(join(tmpdir(), 'cloudmeet-egress-')), createShow());
    onTestFinished(async () => {
      stage.show.close();
      for (const child of stage.#children) await child.close();
      await rm(stage.folder, { recursive: true });
    });
    return stage;
  }

  async fork(): Promise<EgressChild> {
    const child = await forkEgress((message) => {
      if (message.t === 'keyframe.wanted') this.show.keyframe();
    });
    this.#children.push(child);
    return child;
  }

  async start(audioCodec: AudioCodec = 'aac'): Promise<EgressChild> {
    const child = await this.fork();
    child.send({ t: 'output.open', ...order, audioCodec, folder: this.folder });
    return child;
  }

  /** What is listed as whole. */
  async listed(): Promise<OutputSegment[]> {
    const lines = (await readFile(join(this.folder, segmentManifestName), 'utf8')).trim().split('\n');
    return lines.map((line) => outputSegmentSchema.parse(JSON.parse(line)));
  }

  /** Everything of one run joined to one file, as whoever makes a recording of it does. */
  async joined(init: string): Promise<FileContent> {
    const segments = (await this.listed()).filter((segment) => segment.init === init);
    const parts = await Promise.all(
      [init, ...segments.map(({ file }) => file)].map((name) => readFile(join(this.folder, name))),
    );
    const path = join(this.folder, `joined-${init}`);
    await writeFile(path, Buffer.concat(parts));
    return readMediaFile(path);
  }
}

async function waitForSegments(child: EgressChild, count: number): Promise<void> {
  await vi.waitFor(() => expect(child.segments().length).toBeGreaterThanOrEqual(count), waiting);
}

async function endOutput(child: EgressChild): Promise<void> {
  child.send({ t: 'output.close', output: 1 });
  await vi.waitFor(() => expect(child.told.some(({ t }) => t === 'output.ended')).toBe(true), waiting);
}

/** Barcodes that follow each other in a picture that lost nothing. */
function expectWhole({ pictures }: FileContent): void {
  const codes = pictures.map(({ barcode }) => barcode ?? -1);
  expect(codes.slice(1).every((code, index) => code === codes[index]! + 1)).toBe(true);
}

/** Each has a process and a folder of its own, and waits most of the time. */
describe.concurrent('an output of a room', realTime, () => {
  it.for<AudioCodec>(['aac', 'opus'])(
    'RC-20 with %s it is read back by FFmpeg: every picture once, sound beside it within 40 ms, keyframe first in each segment',
    async (audioCodec, context) => {
      const stage = await Stage.open(context);
      const child = await stage.start(audioCodec);
      stage.show.run(child.port);
      await waitForSegments(child, 3);
      await endOutput(child);
      const content = await stage.joined('init-1.mp4');
      expect(content).toMatchObject({ width: 640, height: 360 });
      expectWhole(content);
      // The check itself: a picture that was left out is noticed.
      expect(() => expectWhole({ ...content, pictures: content.pictures.toSpliced(5, 1) })).toThrow();
      const apart = lipSyncMs(content);
      expect(apart.length).toBeGreaterThan(3);
      expect(Math.max(...apart)).toBeLessThanOrEqual(40);
      for (const { file, bytes, sha256, durationMs } of child.segments()) {
        const data = await readFile(join(stage.folder, file));
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
    },
  );

  it('kill -9 takes at most the segment that was being written, and the next process goes on behind it', async (context) => {
    const stage = await Stage.open(context);
    const first = await stage.start();
    stage.show.run(first.port);
    await waitForSegments(first, 2);
    first.kill();
    await first.ended;
    const kept = await stage.listed();
    expect(kept.length).toBeGreaterThanOrEqual(2);
    expectWhole(await stage.joined('init-1.mp4'));
    const second = await stage.start();
    stage.show.pause();
    stage.show.run(second.port);
    await waitForSegments(second, 2);
    await endOutput(second);
    const segments = await stage.listed();
    expect(segments.slice(0, kept.length)).toEqual(kept);
    expect(segments[kept.length]).toMatchObject({ init: 'init-2.mp4', number: kept.length + 1 });
    expect(new Set(segments.map(({ file }) => file)).size).toBe(segments.length);
    expectWhole(await stage.joined('init-2.mp4'));
  });

  it.for<AudioCodec>(['aac', 'opus'])(
    'a room in which nobody speaks has silence of the right length as %s, and the picture does not wait for it',
    async (audioCodec, context) => {
      const stage = await Stage.open(context);
      const child = await stage.start(audioCodec);
      stage.show.mute(true);
      stage.show.run(child.port);
      await waitForSegments(child, 2);
      stage.show.mute(false);
      await waitForSegments(child, 4);
      await endOutput(child);
      const content = await stage.joined('init-1.mp4');
      const apart = lipSyncMs(content).slice(-2);
      expect(Math.max(...apart)).toBeLessThanOrEqual(40);
      const length = content.pictures.at(-1)!.at;
      expect(Math.abs(content.sounds.at(-1)!.at - length)).toBeLessThan(0.2);
    },
  );

  it('a folder that cannot be written ends the output with its reason, and the process goes on', async (context) => {
    const stage = await Stage.open(context);
    const { folder, show } = stage;
    const child = await stage.fork();
    await writeFile(join(folder, 'file'), '');
    child.send({ t: 'output.open', ...order, folder: join(folder, 'file', 'below') });
    await vi.waitFor(() => expect(child.told.some(({ t }) => t === 'output.failed')).toBe(true), waiting);
    child.send({ t: 'output.open', ...order, output: 2, folder });
    show.run(child.port);
    await waitForSegments(child, 1);
    expect(child.segments()[0]!.output).toBe(2);
  });
});
