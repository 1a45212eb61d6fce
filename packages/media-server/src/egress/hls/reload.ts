import { partTargetSeconds } from './live-playlist.ts';

/** What a player asks to wait for (RFC 8216bis §6.2.5.2): null for the playlist as it is now. */
export interface ReloadPosition {
  segment: number;
  /** Null: the whole segment. */
  part: number | null;
}

/** Up to where a stream is. */
export interface LiveEdge {
  /** Number of the newest whole segment; one below the first number while there is none. */
  segment: number;
  /** Parts that the newest whole segment has, and those of the one being made. */
  partsOfLast: number;
  partsOfOpen: number;
}

const numberPattern = /^\d{1,15}$/;
/** §6.2.5.2: asking further ahead is a mistake. */
const segmentsAheadMax = 2;
const partsAheadMax = Math.ceil(3 / partTargetSeconds);

/** Reads the directives of a query; an error in words for what is none. Directives that we do not know are ignored. */
export function readReload(query: string): ReloadPosition | null | { error: string } {
  let segment: string | undefined;
  let part: string | undefined;
  for (const field of query.split('&')) {
    const isSegment = field.startsWith('_HLS_msn=');
    if (!isSegment && !field.startsWith('_HLS_part=')) continue;
    if ((isSegment ? segment : part) !== undefined) return { error: 'A directive may stand once.' };
    if (isSegment) segment = field.slice('_HLS_msn='.length);
    else part = field.slice('_HLS_part='.length);
  }
  if (segment === undefined) return part === undefined ? null : { error: '_HLS_part needs _HLS_msn.' };
  if (!numberPattern.test(segment) || (part !== undefined && !numberPattern.test(part)))
    return { error: '_HLS_msn and _HLS_part are whole numbers.' };
  return { segment: Number(segment), part: part === undefined ? null : Number(part) };
}

/** Whether the playlist has what is asked for, will have it soon, or whether nobody can know of it yet. */
export function judgeReload(position: ReloadPosition, edge: LiveEdge): 'there' | 'soon' | 'too-far' {
  const { segment, part } = position;
  if (segment < edge.segment) return 'there';
  if (segment > edge.segment + segmentsAheadMax) return 'too-far';
  if (part === null) return segment === edge.segment ? 'there' : 'soon';
  if (segment === edge.segment) {
    if (part < edge.partsOfLast) return 'there';
    // A part behind the last one of a segment is the first of the next.
    return edge.partsOfOpen > 0 ? 'there' : 'soon';
  }
  const made = segment === edge.segment + 1 ? edge.partsOfOpen : 0;
  if (part < made) return 'there';
  return part - made < partsAheadMax ? 'soon' : 'too-far';
}
