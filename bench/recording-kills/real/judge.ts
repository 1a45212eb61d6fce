import { createHash } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { CaptureRecord } from '@cloudmeet/database';
import type { Objects } from '@cloudmeet/platform';
import { readMediaFile } from '../../../packages/media-server/tests/egress/read-file.ts';
import { framesPerSecond } from '../../../packages/media-server/tests/egress/show-media.ts';
import type { Outage } from './stage.ts';

/** A segment whose report was answered. */
export interface Acknowledged {
  captureId: string;
  part: number;
  number: number;
  key: string;
  initKey: string;
  sha256: string;
  startedAt: string;
}

export interface Evidence {
  /** A folder for what is looked at. */
  dir: string;
  objects: Pick<Objects, 'get'>;
  ledger: readonly Acknowledged[];
  outages: readonly Outage[];
  /** When the first picture of its room's show was due. */
  beganMs: number;
}

/** One segment at most is lost, beside the time without a process. */
const lostMsMax = 6000;
const barcodes = 4096;

interface SeenPicture {
  /** Since the show began: a barcode begins anew after a while, so it is the one next to when it was recorded. */
  number: number;
  /** In the file, in milliseconds. */
  atMs: number;
}

/** Of a file that begins about then, in milliseconds since its show began. */
function picturesOf(dir: string, content: Buffer, aboutMs: number): SeenPicture[] {
  const path = join(dir, 'looked-at.mp4');
  writeFileSync(path, content);
  const { pictures } = readMediaFile(path);
  rmSync(path);
  const [first] = pictures;
  return pictures.map(({ at, barcode }) => {
    const near = ((aboutMs + (at - (first?.at ?? 0)) * 1000) * framesPerSecond) / 1000;
    const turns = Math.round((near - (barcode ?? NaN)) / barcodes);
    return { number: (barcode ?? NaN) + turns * barcodes, atMs: at * 1000 };
  });
}

async function contentOf({ objects }: Evidence, key: string): Promise<Buffer> {
  const found = await objects.get(key);
  return found ? buffer(found.stream) : Buffer.alloc(0);
}

/** The pictures of a segment as it lies in the store; null where it is not what was acknowledged. */
async function picturesOfSegment(evidence: Evidence, segment: Acknowledged): Promise<number[] | null> {
  const data = await contentOf(evidence, segment.key);
  if (createHash('sha256').update(data).digest('hex') !== segment.sha256) return null;
  const content = Buffer.concat([await contentOf(evidence, segment.initKey), data]);
  const pictures = picturesOf(evidence.dir, content, Date.parse(segment.startedAt) - evidence.beganMs);
  return pictures.map(({ number }) => number);
}

/** Whether a hole of the meeting is the time without a process and a segment for each kill in it, and no more. */
function isOfKills([fromMs, untilMs]: readonly [number, number], outages: readonly Outage[]): boolean {
  const within = outages.filter((one) => one.fromMs >= fromMs && one.fromMs <= untilMs);
  const awayMs = within.reduce((sum, one) => sum + Math.min(one.untilMs, untilMs) - one.fromMs, 0);
  return untilMs - fromMs - awayMs <= within.length * lostMsMax;
}

/** Each picture and the one before it. */
const pairs = (pictures: readonly SeenPicture[]) =>
  pictures.slice(1).map((one, index) => [pictures[index] ?? one, one] as const);

function wrongWithFile(
  file: readonly SeenPicture[],
  segments: readonly (number[] | null)[],
  { beganMs, outages }: Evidence,
): string[] {
  const inFile = new Set(file.map(({ number }) => number));
  const shownMs = ({ number }: SeenPicture) => beganMs + (number * 1000) / framesPerSecond;
  const holes = pairs(file).flatMap(([before, after]) =>
    after.number - before.number > 1 ? [[shownMs(before), shownMs(after)] as const] : [],
  );
  const [first] = file;
  const offMs = (one: SeenPicture) =>
    first ? Math.abs(one.atMs - first.atMs - (shownMs(one) - shownMs(first))) : NaN;
  const rules: [string, boolean][] = [
    ['every picture can be read', file.length > 0 && !file.some(({ number }) => Number.isNaN(number))],
    ['no picture is there twice', pairs(file).every(([before, after]) => after.number > before.number)],
    ['every picture is at its time', file.every((one) => offMs(one) < 50)],
    ['segments are what was acknowledged', !segments.includes(null)],
    ['what was acknowledged is in the file', segments.flat().every((one) => one !== null && inFile.has(one))],
    ['a kill lost one segment at most', holes.every((hole) => isOfKills(hole, outages))],
  ];
  return rules.filter(([, holds]) => !holds).map(([name]) => name);
}

/** What does not hold of one recording when all is over. */
export async function wrongWithRecording(capture: CaptureRecord, evidence: Evidence): Promise<string[]> {
  const own = evidence.ledger.filter(({ captureId }) => captureId === capture.id);
  const hashes = new Map(own.map((one) => [one.key, one]));
  const wrong = own.some(({ key, sha256 }) => hashes.get(key)?.sha256 !== sha256)
    ? ['a segment was acknowledged with two contents']
    : [];
  const { status, file } = capture;
  if (status !== 'ready' && status !== 'failed') wrong.push('it is over');
  if (own.length > 0 && status !== 'ready') wrong.push('what was acknowledged became a file');
  if (status === 'ready' && file) {
    const aboutMs = (capture.startedAt?.getTime() ?? 0) - evidence.beganMs;
    const pictures = picturesOf(evidence.dir, await contentOf(evidence, file.key), aboutMs);
    const segments: (number[] | null)[] = [];
    for (const one of hashes.values()) segments.push(await picturesOfSegment(evidence, one));
    wrong.push(...wrongWithFile(pictures, segments, evidence));
  }
  return wrong.map((what) => `${capture.id} (${status}): ${what}`);
}
