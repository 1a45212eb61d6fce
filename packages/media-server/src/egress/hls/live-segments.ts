/** One part of a segment, as it is served. */
export interface LivePart {
  name: string;
  data: Buffer;
  durationMs: number;
  /** Playing can begin with it. */
  independent: boolean;
}

/** One segment of a live stream. Its number is its media sequence number (RFC 8216bis §3.1). */
export interface LiveSegment {
  number: number;
  name: string;
  /** The file that players need before it. */
  init: string;
  /** When its first picture was shown, in milliseconds since 1970. */
  startedAt: number;
  durationMs: number;
  /** It does not follow the one before without a break. */
  discontinuity: boolean;
  /** It was lost with the process that made it: players skip its time. */
  gap: boolean;
  parts: readonly LivePart[];
  /** Empty for a gap. */
  data: Buffer;
}

/** The segment that is being made: what it will be called is known, how long it gets is not. */
export interface OpenSegment extends Omit<LiveSegment, 'parts' | 'data' | 'durationMs' | 'gap'> {
  parts: LivePart[];
}

/** One buffer for a whole segment, and its parts as views of it: nothing is held twice. */
export function closeSegment(open: OpenSegment): LiveSegment {
  const data = Buffer.concat(open.parts.map((part) => part.data));
  let at = 0;
  const parts = open.parts.map((part): LivePart => {
    const begin = at;
    at += part.data.length;
    return { ...part, data: data.subarray(begin, at) };
  });
  const durationMs = parts.reduce((sum, part) => sum + part.durationMs, 0);
  return { ...open, parts, data, durationMs, gap: false };
}
