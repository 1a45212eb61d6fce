import { findBox, readBoxes } from '@cloudmeet/media-core/mp4';

/** One sample as a file's tables tell it. */
export interface SampleRange {
  offset: number;
  size: number;
  isPicture: boolean;
  isKeyframe: boolean;
}

export interface Movie {
  durationMs: number;
  /** In the order in which they lie in the file. */
  samples: SampleRange[];
}

/** Reads all tables of a `moov` box's content. @throws Error where they do not fit together */
export function readMovie(data: Buffer): Movie {
  const header = findBox(data, ['mvhd']);
  const timescale = data.readUInt32BE(header.start + 20);
  const samples: SampleRange[] = [];
  for (const track of readBoxes(data)) {
    if (track.name !== 'trak') continue;
    const handler = findBox(data, ['mdia', 'hdlr'], track.start, track.end);
    const isPicture = data.toString('latin1', handler.start + 8, handler.start + 12) === 'vide';
    for (const sample of readTrack(data, track, isPicture)) samples.push(sample);
  }
  samples.sort((one, other) => one.offset - other.offset);
  const duration = Number(data.readBigUInt64BE(header.start + 24));
  return { durationMs: (duration * 1000) / timescale, samples };
}

function readTrack(data: Buffer, track: { start: number; end: number }, isPicture: boolean): SampleRange[] {
  const table = findBox(data, ['mdia', 'minf', 'stbl'], track.start, track.end);
  const find = (name: string) => readBoxes(data, table.start, table.end).find((one) => one.name === name);
  const need = (name: string) => findBox(data, [name], table.start, table.end);
  const sizes = need('stsz');
  const count = data.readUInt32BE(sizes.start + 8);
  const keyframes = find('stss');
  const isKeyframe = new Set<number>();
  for (let row = 0; keyframes && row < data.readUInt32BE(keyframes.start + 4); row += 1)
    isKeyframe.add(data.readUInt32BE(keyframes.start + 8 + 4 * row));
  const ranges: SampleRange[] = [];
  let sample = 0;
  for (const { offset, samples } of chunksOf(data, find, need)) {
    let at = offset;
    for (let nth = 0; nth < samples && sample < count; nth += 1) {
      const size = data.readUInt32BE(sizes.start + 12 + 4 * sample);
      sample += 1;
      ranges.push({ offset: at, size, isPicture, isKeyframe: !keyframes || isKeyframe.has(sample) });
      at += size;
    }
  }
  if (sample !== count || count !== timedSamples(data, need('stts').start))
    throw new Error('The tables of the file do not tell of the same samples.');
  return ranges;
}

type Find = (name: string) => { start: number; end: number } | undefined;
type Need = (name: string) => { start: number; end: number };

function chunksOf(data: Buffer, find: Find, need: Need): { offset: number; samples: number }[] {
  const long = find('co64');
  const offsets = long ?? need('stco');
  const count = data.readUInt32BE(offsets.start + 4);
  const runs = need('stsc');
  const rows = data.readUInt32BE(runs.start + 4);
  const rowAt = (row: number) => runs.start + 8 + 12 * row;
  const chunks: { offset: number; samples: number }[] = [];
  let row = 0;
  for (let chunk = 0; chunk < count; chunk += 1) {
    if (row + 1 < rows && data.readUInt32BE(rowAt(row + 1)) <= chunk + 1) row += 1;
    const at = offsets.start + 8;
    const offset = long ? Number(data.readBigUInt64BE(at + 8 * chunk)) : data.readUInt32BE(at + 4 * chunk);
    chunks.push({ offset, samples: data.readUInt32BE(rowAt(row) + 4) });
  }
  return chunks;
}

/** How many samples have a time. */
function timedSamples(data: Buffer, start: number): number {
  let count = 0;
  for (let row = 0; row < data.readUInt32BE(start + 4); row += 1)
    count += data.readUInt32BE(start + 8 + 8 * row);
  return count;
}
