import { findBox, readBoxes, soundTrack, videoTrack } from '@cloudmeet/media-core/mp4';

/** Samples of one track that follow each other, in the track's time. */
export interface Run {
  start: number;
  durations: Uint32Array;
  sizes: Uint32Array;
  keyframes: boolean[];
  /** Where its data lies in the segment. */
  dataStart: number;
  dataEnd: number;
}

export interface SegmentContent {
  video: Run | null;
  sound: Run;
}

const notSync = 0x1_0000;

/** Reads a segment of ours (ISO 14496-12 section 8.8): one `moof` and its `mdat`. @throws Error where it is none */
export function readSegment(data: Buffer): SegmentContent {
  const fragment = findBox(data, ['moof']);
  const content = findBox(data, ['mdat']);
  const runs = new Map<number, Run>();
  for (const track of readBoxes(data, fragment.start, fragment.end)) {
    if (track.name !== 'traf') continue;
    const header = findBox(data, ['tfhd'], track.start, track.end);
    const run = readRun(data, track);
    if (run.dataStart < content.start || run.dataEnd > content.end)
      throw new Error('Samples of a segment lie outside of it.');
    runs.set(data.readUInt32BE(header.start + 4), run);
  }
  const sound = runs.get(soundTrack.id);
  if (!sound) throw new Error('A segment has no sound.');
  return { video: runs.get(videoTrack.id) ?? null, sound };
}

function readRun(data: Buffer, track: { start: number; end: number }): Run {
  const time = findBox(data, ['tfdt'], track.start, track.end);
  const table = findBox(data, ['trun'], track.start, track.end);
  const count = data.readUInt32BE(table.start + 4);
  const dataStart = data.readUInt32BE(table.start + 8);
  if (table.start + 12 + 12 * count > table.end) throw new Error('The table of a segment is cut off.');
  const run: Run = {
    start: Number(data.readBigUInt64BE(time.start + 4)),
    ...{ durations: new Uint32Array(count), sizes: new Uint32Array(count), keyframes: [] },
    ...{ dataStart, dataEnd: dataStart },
  };
  for (let index = 0; index < count; index += 1) {
    const row = table.start + 12 + 12 * index;
    const size = data.readUInt32BE(row + 4);
    run.durations[index] = data.readUInt32BE(row);
    run.sizes[index] = size;
    run.keyframes.push((data.readUInt32BE(row + 8) & notSync) === 0);
    run.dataEnd += size;
  }
  return run;
}

/** How long a run is, in its track's time. */
export function lengthOf({ durations }: Run): number {
  return durations.reduce((sum, duration) => sum + duration, 0);
}
