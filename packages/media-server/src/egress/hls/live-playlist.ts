import type { LivePart, LiveSegment, OpenSegment } from './live-segments.ts';

/** Longest part in seconds: eight pictures at 24 a second, and as many at any other rate as fit (RFC 8216bis §4.4.3.7). */
export const partTargetSeconds = 0.35;
/** How far behind the end players stay: three parts (§4.4.3.8). */
const partHoldBackSeconds = 1.05;
/** Parts of older segments leave the playlist (§6.2.2: three target durations). */
const segmentsWithParts = 3;

export interface LivePlaylistOptions {
  segments: readonly LiveSegment[];
  open: OpenSegment | null;
  /** What the next part will be called; null: none will come. */
  hint: string | null;
  /** Of the first segment in it, or of the one that will be the first. */
  firstNumber: number;
  /** How many breaks came before and are gone from it. */
  breaksBefore: number;
  targetSeconds: number;
  ended: boolean;
}

/** The playlist of a live stream with low latency (RFC 8216bis). */
export function livePlaylistText(options: LivePlaylistOptions): string {
  const { segments, open, hint, firstNumber, breaksBefore, targetSeconds, ended } = options;
  const withPartsFrom = segments.length - segmentsWithParts;
  const entries = segments.flatMap((segment, index) => [
    ...beginning(segment, segments[index - 1]),
    ...(index >= withPartsFrom ? segment.parts.map(partLine) : []),
    ...(segment.gap ? ['#EXT-X-GAP'] : []),
    `#EXTINF:${seconds(segment.durationMs)},`,
    segment.name,
  ]);
  return [
    '#EXTM3U',
    '#EXT-X-VERSION:9',
    `#EXT-X-TARGETDURATION:${targetSeconds}`,
    `#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=${partHoldBackSeconds},HOLD-BACK=${3 * targetSeconds}`,
    `#EXT-X-PART-INF:PART-TARGET=${partTargetSeconds}`,
    `#EXT-X-MEDIA-SEQUENCE:${firstNumber}`,
    `#EXT-X-DISCONTINUITY-SEQUENCE:${breaksBefore}`,
    '#EXT-X-INDEPENDENT-SEGMENTS',
    ...entries,
    ...(open ? [...beginning(open, segments.at(-1)), ...open.parts.map(partLine)] : []),
    ...(hint && !ended ? [`#EXT-X-PRELOAD-HINT:TYPE=PART,URI="${hint}"`] : []),
    ...(ended ? ['#EXT-X-ENDLIST'] : []),
    '',
  ].join('\n');
}

type Beginning = Pick<LiveSegment, 'init' | 'startedAt' | 'discontinuity'>;

function beginning({ init, startedAt, discontinuity }: Beginning, before: Beginning | undefined): string[] {
  const begins = !before || discontinuity;
  return [
    ...(discontinuity ? ['#EXT-X-DISCONTINUITY'] : []),
    ...(begins || before.init !== init ? [`#EXT-X-MAP:URI="${init}"`] : []),
    `#EXT-X-PROGRAM-DATE-TIME:${new Date(startedAt).toISOString()}`,
  ];
}

function partLine({ name, durationMs, independent }: LivePart): string {
  const mark = independent ? ',INDEPENDENT=YES' : '';
  return `#EXT-X-PART:DURATION=${seconds(durationMs)},URI="${name}"${mark}`;
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
