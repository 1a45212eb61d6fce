/** One segment in a playlist (RFC 8216 §4.3). */
export interface PlaylistEntry {
  file: string;
  /** The file that players need before this segment. */
  init: string;
  durationMs: number;
  /** When its first picture was shown, in milliseconds since 1970. */
  startedAt: number;
  /** It does not follow the one before without a break. */
  discontinuity: boolean;
}

export interface PlaylistOptions {
  entries: readonly PlaylistEntry[];
  /** How many entries and breaks came before these and are gone from it. */
  skipped: { entries: number; breaks: number };
  /** All of it stays: players may go back to the beginning. */
  complete: boolean;
  ended: boolean;
  segmentMsMax: number;
}

export function playlistText(options: PlaylistOptions): string {
  const { entries, skipped, complete, ended, segmentMsMax } = options;
  const longest = Math.max(segmentMsMax, ...entries.map(({ durationMs }) => durationMs));
  const head = [
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    `#EXT-X-TARGETDURATION:${Math.round(longest / 1000)}`,
    `#EXT-X-MEDIA-SEQUENCE:${skipped.entries}`,
    `#EXT-X-DISCONTINUITY-SEQUENCE:${skipped.breaks}`,
    ...(complete ? ['#EXT-X-PLAYLIST-TYPE:EVENT'] : []),
    '#EXT-X-INDEPENDENT-SEGMENTS',
  ];
  const body = entries.flatMap((entry, index) => entryLines(entry, entries[index - 1]));
  return [...head, ...body, ...(ended ? ['#EXT-X-ENDLIST'] : []), ''].join('\n');
}

function entryLines(entry: PlaylistEntry, before: PlaylistEntry | undefined): string[] {
  const { file, init, durationMs, startedAt, discontinuity } = entry;
  const begins = !before || discontinuity;
  return [
    ...(discontinuity ? ['#EXT-X-DISCONTINUITY'] : []),
    ...(begins || before.init !== init ? [`#EXT-X-MAP:URI="${init}"`] : []),
    ...(begins ? [`#EXT-X-PROGRAM-DATE-TIME:${new Date(startedAt).toISOString()}`] : []),
    `#EXTINF:${(durationMs / 1000).toFixed(3)},`,
    file,
  ];
}

/** Reads back what `playlistText` wrote, so that an output goes on where a dead process left it. */
export function parsePlaylist(text: string): PlaylistEntry[] {
  const entries: PlaylistEntry[] = [];
  let next = { init: '', durationMs: 0, startedAt: 0, discontinuity: false };
  for (const line of text.split('\n')) {
    const value = line.slice(line.indexOf(':') + 1);
    if (line === '#EXT-X-DISCONTINUITY') next.discontinuity = true;
    else if (line.startsWith('#EXT-X-MAP:')) next.init = value.slice('URI="'.length, -1);
    else if (line.startsWith('#EXT-X-PROGRAM-DATE-TIME:')) next.startedAt = Date.parse(value);
    else if (line.startsWith('#EXTINF:')) next.durationMs = Math.round(Number.parseFloat(value) * 1000);
    else if (line !== '' && !line.startsWith('#')) {
      entries.push({ file: line, ...next });
      next = { ...next, startedAt: next.startedAt + next.durationMs, discontinuity: false };
    }
  }
  return entries;
}
