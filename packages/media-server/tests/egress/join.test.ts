import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordingReceiptSchema } from '@cloudmeet/contracts';
import type { AudioCodec, FinalizeWork, OutputSegment } from '@cloudmeet/contracts';
import { createTestObjects, joinRecording, workOf } from '@cloudmeet/testing/recordings';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Output } from '../../src/egress/output.ts';
import { readRtp } from '../../src/rtp/rtp-packet.ts';
import { lipSyncMs, offTimeMs } from './file-checks.ts';
import { probe, readChapters } from './read-chapters.ts';
import { readMediaFile } from './read-file.ts';
import { createShowMedia, showSize, showStreams, type ShowMedia } from './show-media.ts';

const beganMs = 1_800_000_000_000;
let dir: string;
let show: ShowMedia;
let nowMs: number;
let segments: (OutputSegment & { part: number })[];
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'cloudmeet-join-'));
  show = createShowMedia(beganMs);
  nowMs = 0;
  segments = [];
});
afterEach(async () => {
  show.close();
  await rm(dir, { recursive: true });
});

interface Play {
  part?: number;
  heard?: boolean;
  audioOnly?: boolean;
  audioCodec?: AudioCodec;
  /** So long of it, in its middle, nothing is sent for sound. */
  mutedMs?: number;
}

/** Lets the show go on for so long; an output hears it, or nobody does. Faster than time, by a clock of its own. */
async function play(
  durationMs: number,
  { part = 1, heard = true, audioOnly = false, audioCodec = 'aac', mutedMs = 0 }: Play = {},
): Promise<void> {
  const output = heard ? await openOutput(part, { audioOnly, audioCodec }) : null;
  const middleMs = nowMs + durationMs / 2;
  for (const endMs = nowMs + durationMs; nowMs < endMs;) {
    nowMs += 20;
    show.mute(Math.abs(nowMs - middleMs) < mutedMs / 2);
    for (const datagram of show.until(nowMs)) {
      const packet = readRtp(datagram);
      if (packet) output?.receive(packet);
    }
    if (nowMs % 200 === 0) output?.refresh();
  }
  await output?.close();
}

function openOutput(
  part: number,
  { audioOnly, audioCodec }: Pick<Required<Play>, 'audioOnly' | 'audioCodec'>,
) {
  return Output.open({
    ...{
      output: 1,
      ...showStreams,
      ...showSize,
      folder: join(dir, String(part)),
      segmentMs: 2000,
      keep: null,
    },
    ...(audioOnly ? { video: null, audioCodec } : { audioCodec }),
    clock: { now: () => beganMs + nowMs, after: () => () => undefined },
    tell: (message) => {
      if (message.t === 'keyframe.wanted') show.keyframe();
      if (message.t === 'output.segment') segments.push({ ...message, part });
      if (message.t === 'output.failed') throw new Error(message.reason);
    },
  });
}

/** Everything that was written, in a store, as what is to be joined. */
async function stored(audioOnly = false) {
  const store = createTestObjects(dir);
  const contentType = 'video/iso.segment';
  const put = async (part: number, file: string) => {
    const content = await readFile(join(dir, String(part), file));
    await store.objects.put(`captures/${String(part)}/${file}`, content, { contentType });
    return `captures/${String(part)}/${file}`;
  };
  const parts: FinalizeWork['parts'] = [];
  for (const part of new Set(segments.map((segment) => segment.part))) {
    const rows: FinalizeWork['parts'][number]['segments'] = [];
    for (const { file, init, number, startedAt, ...segment } of segments.filter((one) => one.part === part)) {
      const { durationMs, bytes, sha256 } = segment;
      const keys = { key: await put(part, file), init: await put(part, init) };
      rows.push({ ...keys, number, startedAt: new Date(startedAt).toISOString(), durationMs, bytes, sha256 });
    }
    parts.push({ part, audioOnly, segments: rows });
  }
  const output = { key: 'recordings/x.mp4', receiptKey: 'recordings/x.json' };
  return { ...store, work: workOf(parts, { output }) };
}

async function joined(audioOnly = false, more: Partial<FinalizeWork> = {}) {
  const { objects, work } = await stored(audioOnly);
  const file = await joinRecording(objects, { ...work, ...more });
  const path = join(dir, 'objects', 'recordings', 'x.mp4.object');
  const data = await readFile(path);
  return { file, data, path, content: readMediaFile(path) };
}

const codecs: AudioCodec[] = ['aac', 'opus'];

test.each(codecs)(
  'RC-20 parts, a lost segment and a replaced process make one file of %s whose time is the time of the meeting',
  async (audioCodec) => {
    await play(6000, { audioCodec, mutedMs: 2000 });
    await play(3000, { heard: false });
    await play(6000, { audioCodec });
    await play(1500, { heard: false });
    await play(4000, { part: 2, audioCodec });
    const lost = segments.findIndex(({ number, part }) => part === 1 && number === 2);
    segments.splice(lost, 1);
    const { file, data, path, content } = await joined();

    const probed = await probe(path);
    expect(probed?.complaints ?? '').toBe('');
    expect(probed?.kinds ?? ['h264', audioCodec, 'bin_data']).toEqual(['h264', audioCodec, 'bin_data']);
    expect(content).toMatchObject(showSize);
    expect(file.gaps.length).toBe(3);
    const first = segments[0]?.startedAt ?? 0;
    const last = segments.at(-1);
    const lengthMs = (last?.startedAt ?? 0) + (last?.durationMs ?? 0) - first;
    expect(Math.abs(file.durationMs - lengthMs)).toBeLessThan(50);
    const gapsMs = file.gaps.reduce((sum, { durationSeconds }) => sum + durationSeconds * 1000, 0);
    const heldMs = segments.reduce((sum, { durationMs }) => sum + durationMs, 0);
    expect(Math.abs(heldMs + gapsMs - lengthMs)).toBeLessThan(20);
    expect(Math.max(...offTimeMs(content))).toBeLessThan(5);
    const apart = lipSyncMs(content);
    expect(apart.length).toBeGreaterThan(10);
    // What is copied is as it was to the millisecond: that what Opus needs to begin (2.5 ms) is not counted, too.
    expect(Math.max(...apart)).toBeLessThanOrEqual(audioCodec === 'opus' ? 1 : 40);

    expect(data.toString('latin1', 4, 8)).toBe('ftyp');
    expect(data.indexOf('moov')).toBeLessThan(data.indexOf('mdat'));
    expect(createHash('sha256').update(data).digest('hex')).toBe(file.sha256);
    expect(file).toMatchObject({ bytes: data.length, contentType: 'video/mp4' });
  },
);

/** Moments of the show, as the API tells them. */
const at = (seconds: number) => new Date(beganMs + 1000 * seconds).toISOString();

test.each([
  ['pictures and sound', false],
  ['sound alone', true],
])(
  'RC-18 a file of %s lists its chapters, in its own time, and has a receipt beside it',
  async (_what, audioOnly) => {
    await play(4000, { audioOnly });
    await play(2500, { heard: false });
    await play(4000, { part: 2, audioOnly });
    const chapters = [
      { at: at(-20), title: 'Of before' },
      { at: at(3), title: 'Ανδρέας 🖥' },
      { at: at(3), title: 'At the same moment' },
      { at: at(8.25), title: 'Berta' },
      { at: at(400), title: 'Of after' },
    ];
    const layouts = [
      { at: at(-60), layout: 'grid' },
      { at: at(-1), layout: 'speaker' },
      { at: at(7), layout: 'presentation' },
    ] as const;
    const { work } = await stored(audioOnly);
    const facts = { ...work.facts, stoppedAt: at(20), stopReason: 'requested' };
    const more = { chapters, layouts: [...layouts], facts };
    const { file, data, path, content } = await joined(audioOnly, more);
    const first = segments[0]?.startedAt ?? 0;
    const inFile = (seconds: number) => (beganMs + 1000 * seconds - first) / 1000;
    expect(file.chapters).toEqual([
      { startSeconds: 0, title: 'Start' },
      { startSeconds: inFile(3), title: 'Ανδρέας 🖥' },
      { startSeconds: inFile(8.25), title: 'Berta' },
    ]);
    const starts = [...file.chapters.map(({ startSeconds }) => startSeconds), file.durationMs / 1000];
    const listed = file.chapters.map((chapter, index) => ({ ...chapter, endSeconds: starts[index + 1] }));
    expect(readChapters(data)).toEqual(listed);
    const probed = await probe(path);
    expect(probed?.chapters ?? listed).toEqual(listed);
    expect(probed?.complaints ?? '').toBe('');
    expect(content.sounds.length).toBeGreaterThan(400);

    const written = await readFile(join(dir, 'objects', 'recordings', 'x.json.object'), 'utf8');
    const receipt = recordingReceiptSchema.parse(JSON.parse(written));
    expect(receipt).toMatchObject(facts);
    expect(receipt.file).toEqual({
      ...{ bytes: data.length, sha256: createHash('sha256').update(data).digest('hex') },
      ...{ contentType: file.contentType, durationSeconds: file.durationMs / 1000 },
    });
    expect(receipt.chapters).toEqual(file.chapters);
    expect(receipt.layouts).toEqual([
      { startSeconds: 0, layout: 'speaker' },
      { startSeconds: inFile(7), layout: 'presentation' },
    ]);
    expect(receipt.gaps).toEqual(file.gaps);
    expect(file.gaps).toHaveLength(2);
    const [, end] = file.gaps;
    const until = (end?.startSeconds ?? 0) + (end?.durationSeconds ?? 0);
    expect(Math.abs(until - inFile(20))).toBeLessThan(0.01);
    expect(receipt.parts.map(({ part, segments: count }) => [part, count])).toEqual(
      [1, 2].map((part) => [part, segments.filter((one) => one.part === part).length]),
    );
  },
);

test.each(codecs)(
  'sound alone becomes a file of %s, with silence of the length of what is missing',
  async (audioCodec) => {
    await play(5000, { audioOnly: true, audioCodec });
    await play(2500, { heard: false });
    await play(5000, { audioOnly: true, audioCodec });
    const { file, content } = await joined(true);
    expect(file.contentType).toBe('audio/mp4');
    expect(content.pictures).toEqual([]);
    expect(file.gaps).toHaveLength(1);
    expect(Math.abs(file.durationMs - 12_500)).toBeLessThan(100);
    const tones = content.sounds.filter(
      ({ loudAt }, index) => loudAt !== null && content.sounds[index - 1]?.loudAt === null,
    );
    expect(tones.length).toBeGreaterThan(7);
    const toTheSecond = tones.map(({ loudAt }) => Math.abs((loudAt ?? 0) - Math.round(loudAt ?? 0)));
    expect(Math.max(...toTheSecond.slice(1))).toBeLessThan(0.04);
  },
);

test('a segment that is damaged in the store is a gap that is declared; a file of nothing is none', async () => {
  await play(8000);
  const { objects, work } = await stored();
  const [part] = work.parts;
  const broken = part?.segments[1]?.key ?? '';
  await objects.put(broken, Buffer.from('something else'), { contentType: 'video/iso.segment' });
  const { gaps } = await joinRecording(objects, work);
  expect(gaps).toMatchObject([{ startSeconds: 2, durationSeconds: 2 }]);
  for (const { key } of part?.segments ?? []) await objects.delete(key);
  await expect(joinRecording(objects, work)).rejects.toThrow('Nothing of the recording can be read.');
});

test('control: a file that the store did not keep as it was written is never called ready', async () => {
  await play(4000);
  const { objects, work } = await stored();
  const path = join(dir, 'objects', 'recordings', 'x.mp4.object');
  const tamper = (change: (data: Buffer) => Buffer) => ({
    ...objects,
    put: async (...args: Parameters<typeof objects.put>) => {
      const info = await objects.put(...args);
      await writeFile(path, change(await readFile(path)));
      return info;
    },
  });
  const cut = tamper((data) => data.subarray(0, data.length - 100));
  await expect(joinRecording(cut, work)).rejects.toThrow('ends too early');
  const flipped = tamper((data) => {
    data[data.length - 5] = (data[data.length - 5] ?? 0) ^ 1;
    return data;
  });
  await expect(joinRecording(flipped, work)).rejects.toThrow('not what was written');
  const blank = tamper((data) => {
    const from = data.indexOf('mdat') + 8;
    return Buffer.concat([data.subarray(0, from), Buffer.alloc(data.length - from)]);
  });
  await expect(joinRecording(blank, work)).rejects.toThrow('damaged');
});
