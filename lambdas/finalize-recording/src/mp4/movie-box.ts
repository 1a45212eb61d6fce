import {
  box,
  mediaBox,
  movieHeader,
  soundTrack,
  trackHeader,
  u32,
  u64,
  videoTrack,
} from '@cloudmeet/media-core/mp4';
import type { TrackMedia, TrackPlace } from '@cloudmeet/media-core/mp4';
import type { TrackTable } from './track-table.ts';

export interface MovieOptions {
  /** When it began, in milliseconds since 1970. */
  startedAt: number;
  picture: { table: TrackTable; width: number; height: number } | null;
  sound: { table: TrackTable };
  /** Bytes of all samples. */
  dataBytes: number;
}

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
  const track = (
    table: TrackTable,
    place: Pick<TrackPlace, 'id' | 'size' | 'isSound'>,
    media: Pick<TrackMedia, 'handler' | 'timescale'>,
  ) => {
    const span = { madeAtMs: startedAt, duration: millisecondsOf(table, media) };
    const ownSpan = { madeAtMs: startedAt, duration: table.duration };
    return box(
      'trak',
      trackHeader({ ...place, span }),
      mediaBox({ ...media, span: ownSpan, table: table.toBox(dataStart) }),
    );
  };
  const tracks: Buffer[] = [];
  if (picture)
    tracks.push(track(picture.table, { id: videoTrack.id, size: picture, isSound: false }, pictures));
  tracks.push(track(sound.table, { id: soundTrack.id, size: null, isSound: true }, sounds));
  const duration = Math.max(
    millisecondsOf(sound.table, sounds),
    picture ? millisecondsOf(picture.table, pictures) : 0,
  );
  return box('moov', movieHeader({ madeAtMs: startedAt, duration }, 3), ...tracks);
}

const pictures = { handler: 'vide', timescale: videoTrack.timescale } as const;
const sounds = { handler: 'soun', timescale: soundTrack.timescale } as const;

function millisecondsOf({ duration }: TrackTable, { timescale }: { timescale: number }): number {
  return Math.round((duration * 1000) / timescale);
}
