import { createHash } from 'node:crypto';
import type { Objects } from '@cloudmeet/platform';
import { ByteReader } from './byte-reader.ts';
import { readMovie, type SampleRange } from './read-movie.ts';

export interface ExpectedFile {
  sha256: string;
  durationMs: number;
}

const toleranceMs = 50;
const idr = 5;
const slice = 1;

/**
 * Reads a joined file back from the store, from its first byte to its last: it is what was written, its tables come first
 * and tell of every byte, and each picture is made of whole H264 units, keyframes of such that decode by themselves.
 * @throws Error in words when the file is not as it has to be
 */
export async function verifyFile(
  objects: Pick<Objects, 'get'>,
  key: string,
  expected: ExpectedFile,
): Promise<{ bytes: number }> {
  const object = await objects.get(key);
  if (!object) throw new Error('The joined file is not in the store.');
  const hash = createHash('sha256');
  const reader = new ByteReader(object.stream, (chunk) => hash.update(chunk));
  await take(reader, 'ftyp');
  const { durationMs, samples } = readMovie(await reader.take(await take(reader, 'moov', false)));
  if (Math.abs(durationMs - expected.durationMs) > toleranceMs)
    throw new Error(`The joined file lasts ${String(durationMs)} ms, not ${String(expected.durationMs)} ms.`);
  const dataBytes = await take(reader, 'mdat', false);
  const end = reader.position + dataBytes;
  for (const sample of samples) await verifySample(reader, sample);
  if (reader.position !== end || !(await reader.isAtEnd()))
    throw new Error('The joined file has bytes that no table tells of.');
  if (hash.digest('hex') !== expected.sha256) throw new Error('The joined file is not what was written.');
  return { bytes: reader.position };
}

/** Reads a box's header, and its content too unless it is to be read by somebody else. Returns the content's size. */
async function take(reader: ByteReader, name: string, withContent = true): Promise<number> {
  const header = await reader.take(8);
  if (header.toString('latin1', 4) !== name) throw new Error(`The joined file lacks ${name} in its place.`);
  const short = header.readUInt32BE(0);
  const bytes = short === 1 ? Number((await reader.take(8)).readBigUInt64BE(0)) - 16 : short - 8;
  if (withContent) await reader.take(bytes);
  return bytes;
}

async function verifySample(reader: ByteReader, { offset, size, isPicture, isKeyframe }: SampleRange) {
  if (offset !== reader.position) throw new Error('Samples of the joined file overlap or leave holes.');
  const data = await reader.take(size);
  if (!isPicture) return;
  const types = unitTypes(data);
  if (!types?.some((type) => type === idr || (!isKeyframe && type === slice)))
    throw new Error('A picture of the joined file is damaged.');
}

/** Types of the H264 units of a sample (ISO 14496-15 section 5.3); null where their lengths do not add up. */
function unitTypes(data: Buffer): number[] | null {
  const types: number[] = [];
  let at = 0;
  while (at + 5 <= data.length) {
    types.push(data.readUInt8(at + 4) & 31);
    at += 4 + data.readUInt32BE(at);
  }
  return at === data.length ? types : null;
}
