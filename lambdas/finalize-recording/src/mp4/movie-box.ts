import { box, fullBox, u16, u32, u64 } from './boxes.ts';
import type { TrackTable } from './track-table.ts';

export const videoTimescale = 90_000;
export const soundTimescale = 48_000;
const movieTimescale = 1000;

export interface MovieOptions {
  /** When it began, in milliseconds since 1970. */
  startedAt: number;
  picture: { table: TrackTable; width: number; height: number } | null;
  sound: { table: TrackTable };
  /** Bytes of all samples. */
  dataBytes: number;
}

const identity = u32(0x1_0000, 0, 0, 0, 0x1_0000, 0, 0, 0, 0x4000_0000);
const undetermined = 0x55c4;
/** Files count seconds since 1904. */
const secondsFrom1904To1970 = 2_082_844_800;

/**
 * Everything that stands before the data of a file: who reads it knows all samples after the first bytes, and plays while
 * the rest comes.
 */
export function fileHead(options: MovieOptions): Buffer {
  const type = box('ftyp', Buffer.from('isom'), u32(0x200), Buffer.from('isomiso2avc1mp41'));
  const isLong = options.dataBytes + 16 > 0xffff_ffff;
  const data = isLong
    ? Buffer.concat([u32(1), Buffer.from('mdat'), u64(options.dataBytes + 16)])
    : Buffer.concat([u32(options.dataBytes + 8), Buffer.from('mdat')]);
  const before = (dataStart: number) => Buffer.concat([type, movieBox(options, dataStart), data]);
  return before(before(0).length);
}

function movieBox({ startedAt, picture, sound }: MovieOptions, dataStart: number): Buffer {
  const soundMs = Math.round((sound.table.duration * 1000) / soundTimescale);
  const pictureMs = picture ? Math.round((picture.table.duration * 1000) / videoTimescale) : 0;
  const created = Math.floor(startedAt / 1000) + secondsFrom1904To1970;
  const header = fullBox(
    ...(['mvhd', 1, 0, u64(created, created), u32(movieTimescale)] as const),
    ...[u64(Math.max(soundMs, pictureMs)), u32(0x1_0000), u16(0x100), Buffer.alloc(10), identity],
    ...[Buffer.alloc(24), u32(3)],
  );
  const tracks: Buffer[] = [];
  if (picture) {
    const { table, width, height } = picture;
    const place = { id: 1, volume: 0, width, height, durationMs: pictureMs, created };
    const kind = fullBox('vmhd', 0, 1, Buffer.alloc(8));
    tracks.push(track(place, { table, dataStart, timescale: videoTimescale, handler: 'vide', kind }));
  }
  const place = { id: 2, volume: 0x100, width: 0, height: 0, durationMs: soundMs, created };
  const kind = fullBox('smhd', 0, 0, u32(0));
  tracks.push(
    track(place, { table: sound.table, dataStart, timescale: soundTimescale, handler: 'soun', kind }),
  );
  return box('moov', header, ...tracks);
}

interface Place {
  id: number;
  volume: number;
  width: number;
  height: number;
  durationMs: number;
  created: number;
}

interface Media {
  table: TrackTable;
  dataStart: number;
  timescale: number;
  handler: string;
  kind: Buffer;
}

function track({ id, volume, width, height, durationMs, created }: Place, media: Media): Buffer {
  const { table, dataStart, timescale, handler, kind } = media;
  const header = fullBox(
    ...(['tkhd', 1, 3, u64(created, created), u32(id, 0), u64(durationMs), u32(0, 0)] as const),
    ...[u16(0, 0, volume, 0), identity, u32(width * 0x1_0000, height * 0x1_0000)],
  );
  const references = box('dinf', fullBox('dref', 0, 0, u32(1), fullBox('url ', 0, 1)));
  return box(
    'trak',
    header,
    box(
      'mdia',
      fullBox(
        ...(['mdhd', 1, 0, u64(created, created), u32(timescale), u64(table.duration)] as const),
        u16(undetermined, 0),
      ),
      fullBox('hdlr', 0, 0, u32(0), Buffer.from(handler), Buffer.alloc(12), Buffer.from('CloudMeet\0')),
      box('minf', kind, references, table.toBox(dataStart)),
    ),
  );
}
