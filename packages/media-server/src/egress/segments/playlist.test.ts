import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePlaylist, playlistText, type PlaylistEntry } from './playlist.ts';

const runs = fc.array(fc.array(fc.integer({ min: 1, max: 6000 }), { minLength: 1, maxLength: 5 }), {
  maxLength: 4,
});

/** Runs of segments, each with its own beginning of a file. */
function entriesOf(durations: number[][]): PlaylistEntry[] {
  let startedAt = 1_800_000_000_000;
  let number = 0;
  return durations.flatMap((run, index) => {
    startedAt += 60_000;
    return run.map((durationMs, at) => {
      const entry = {
        ...{ file: `segment-${(number += 1)}.m4s`, init: `init-${index}.mp4`, durationMs, startedAt },
        discontinuity: at === 0 && index > 0,
      };
      startedAt += durationMs;
      return entry;
    });
  });
}

const text = (entries: PlaylistEntry[], ended = false) =>
  playlistText({ entries, skipped: { entries: 3, breaks: 1 }, complete: true, ended, segmentMsMax: 2000 });

describe('the playlist of an output', () => {
  it('what was written is read back: files, times, beginnings and breaks', () => {
    fc.assert(
      fc.property(runs, (durations) => {
        const entries = entriesOf(durations);
        expect(parsePlaylist(text(entries))).toEqual(entries);
      }),
    );
  });

  it('RFC 8216 §4.3.3.1 no segment is longer than the target, to the nearest second', () => {
    const written = text(entriesOf([[2000, 5400, 1000]]));
    expect(written).toContain('#EXT-X-TARGETDURATION:5\n');
    expect(written.startsWith('#EXTM3U\n')).toBe(true);
  });

  it('RFC 8216 §4.3.3.4 only one that has ended says so', () => {
    expect(text(entriesOf([[2000]]))).not.toContain('ENDLIST');
    expect(
      text(entriesOf([[2000]]), true)
        .trimEnd()
        .endsWith('#EXT-X-ENDLIST'),
    ).toBe(true);
  });
});
