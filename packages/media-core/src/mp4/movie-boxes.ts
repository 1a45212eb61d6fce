import { box, fullBox, u16, u32, u64 } from './boxes.ts';

/** Tracks of our files: their numbers and how many units of their time a second has. */
export const videoTrack = { id: 1, timescale: 90_000 } as const;
export const soundTrack = { id: 2, timescale: 48_000 } as const;

/**
 * When something was made, in milliseconds since 1970, and how long it is in its own time. Null: not known yet, as at the
 * beginning of a file in fragments; then the fields are short and empty.
 */
export type Span = { madeAtMs: number; duration: number } | null;

const identity = u32(0x1_0000, 0, 0, 0, 0x1_0000, 0, 0, 0, 0x4000_0000);
const undetermined = 0x55c4;
const secondsFrom1904To1970 = 2_082_844_800;

/** A box that begins with two times, something between, and a duration. */
function spanned(
  name: string,
  flags: number,
  { span, between, rest }: { span: Span; between: Buffer; rest: readonly Buffer[] },
): Buffer {
  if (!span) return fullBox(name, 0, flags, u32(0, 0), between, u32(0), ...rest);
  const made = Math.floor(span.madeAtMs / 1000) + secondsFrom1904To1970;
  return fullBox(name, 1, flags, u64(made, made), between, u64(span.duration), ...rest);
}

/** `mvhd` (ISO 14496-12 section 8.2.2). Its time is in milliseconds. */
export function movieHeader(span: Span, nextTrackId: number): Buffer {
  const rest = [u32(0x1_0000), u16(0x100), Buffer.alloc(10), identity, Buffer.alloc(24), u32(nextTrackId)];
  return spanned('mvhd', 0, { span, between: u32(1000), rest });
}

export interface TrackPlace {
  id: number;
  /** In milliseconds. */
  span: Span;
  /** Null for what is not shown. */
  size: { width: number; height: number } | null;
  isSound: boolean;
  /** False for a track that others refer to and nobody plays. Default true. */
  isEnabled?: boolean;
}

/** `tkhd` (section 8.3.2). */
export function trackHeader({ id, span, size, isSound, isEnabled = true }: TrackPlace): Buffer {
  const { width, height } = size ?? { width: 0, height: 0 };
  const place = [u32(0, 0), u16(0, 0, isSound ? 0x100 : 0, 0), identity];
  const rest = [...place, u32(width * 0x1_0000, height * 0x1_0000)];
  return spanned('tkhd', isEnabled ? 3 : 2, { span, between: u32(id, 0), rest });
}

/**
 * `edts` (section 8.6.6): the track is played from this time of its own on, for so many milliseconds; 0 where its samples
 * are in fragments, and their number is not known.
 */
export function editList(from: number, durationMs: number): Buffer {
  return box('edts', fullBox('elst', 1, 0, u32(1), u64(durationMs, from), u16(1, 0)));
}

const kindHeaders = {
  vide: fullBox('vmhd', 0, 1, Buffer.alloc(8)),
  soun: fullBox('smhd', 0, 0, u32(0)),
  /** QuickTime's "base media information header", which its text wants. */
  text: box('gmhd', fullBox('gmin', 0, 0, u16(0x40, 0x8000, 0x8000, 0x8000, 0, 0)), box('text', identity)),
} as const;

export interface TrackMedia {
  handler: keyof typeof kindHeaders;
  timescale: number;
  /** In the track's own time. */
  span: Span;
  /** The `stbl` box. */
  table: Buffer;
}

/** `mdia` (section 8.4). */
export function mediaBox({ handler, timescale, span, table }: TrackMedia): Buffer {
  const references = box('dinf', fullBox('dref', 0, 0, u32(1), fullBox('url ', 0, 1)));
  return box(
    'mdia',
    spanned('mdhd', 0, { span, between: u32(timescale), rest: [u16(undetermined, 0)] }),
    fullBox('hdlr', 0, 0, u32(0), Buffer.from(handler), Buffer.alloc(12), Buffer.from('CloudMeet\0')),
    box('minf', kindHeaders[handler], references, table),
  );
}
