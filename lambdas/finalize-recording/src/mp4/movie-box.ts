import {
  box,
  editList,
  mediaBox,
  movieHeader,
  opusRoll,
  opusRollOf,
  soundTrack,
  trackHeader,
  u32,
  u64,
  videoTrack,
} from '@cloudmeet/media-core/mp4';
import type { TrackMedia, TrackPlace } from '@cloudmeet/media-core/mp4';
import { chapterTimescale } from './chapter-track.ts';
import type { ChapterTrack } from './chapter-track.ts';
import type { TrackTable } from './track-table.ts';

export interface MovieOptions {
  /** When it began, in milliseconds since 1970. */
  startedAt: number;
  picture: { table: TrackTable; width: number; height: number } | null;
  /** `preSkip`: samples before the first that was encoded. `rolls`: it is of Opus (`opusRoll`). */
  sound: { table: TrackTable; preSkip: number; rolls: boolean };
  chapters: ChapterTrack | null;
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

interface Track {
  table: TrackTable;
  place: Pick<TrackPlace, 'id' | 'size' | 'isSound' | 'isEnabled'>;
  media: Pick<TrackMedia, 'handler' | 'timescale'>;
  /** Where its samples begin to be counted in the file. */
  dataStart: number;
  /** From when on it is played, in its own time. Default 0. */
  playedFrom?: number;
  /** What more its table says. Default nothing. */
  groups?: readonly Buffer[];
}

const chapterTrackId = 3;
/** QuickTime File Format, "Track References": where a player finds the chapters of a track. */
const toChapters = box('tref', box('chap', u32(chapterTrackId)));

function tracksOf({ picture, sound, chapters }: MovieOptions, start: number): Track[] {
  const dataStart = start + (chapters?.data.length ?? 0);
  const tracks: Track[] = [];
  if (picture) {
    const media = { handler: 'vide', timescale: videoTrack.timescale } as const;
    const place = { id: videoTrack.id, size: picture, isSound: false };
    tracks.push({ table: picture.table, place, media, dataStart });
  }
  const media = { handler: 'soun', timescale: soundTrack.timescale } as const;
  const place = { id: soundTrack.id, size: null, isSound: true };
  const groups = sound.rolls ? [opusRoll(), opusRollOf(sound.table.samples)] : [];
  tracks.push({ table: sound.table, place, media, dataStart, playedFrom: sound.preSkip, groups });
  if (chapters)
    tracks.push({
      ...{ table: chapters.table, dataStart: start },
      place: { id: chapterTrackId, size: null, isSound: false, isEnabled: false },
      media: { handler: 'text', timescale: chapterTimescale },
    });
  return tracks;
}

function movieBox(options: MovieOptions, dataStart: number): Buffer {
  const { startedAt: madeAtMs, chapters } = options;
  const tracks = tracksOf(options, dataStart);
  const boxes = tracks.map((track) => {
    const { table, place, media, dataStart: from, playedFrom = 0, groups = [] } = track;
    const duration = playedMs(track);
    return box(
      'trak',
      trackHeader({ ...place, span: { madeAtMs, duration } }),
      ...(playedFrom > 0 ? [editList(playedFrom, duration)] : []),
      ...(chapters && place.id !== chapterTrackId ? [toChapters] : []),
      mediaBox({ ...media, span: { madeAtMs, duration: table.duration }, table: table.toBox(from, groups) }),
    );
  });
  const duration = Math.max(...tracks.map(playedMs));
  const nextTrackId = chapterTrackId + (chapters ? 1 : 0);
  return box('moov', movieHeader({ madeAtMs, duration }, nextTrackId), ...boxes);
}

function playedMs({ table, media, playedFrom = 0 }: Track): number {
  return Math.round(((table.duration - playedFrom) * 1000) / media.timescale);
}
