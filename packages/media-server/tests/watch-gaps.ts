/** What counts its own longest gap; who watches begins it anew. */
interface Gapped {
  longestGapMs: number;
}

/**
 * The longest gap of a stream without the time that processes waited for a core during that very gap. `look` is called at
 * short intervals and gives the longest so far; `waitedMs` grows.
 */
export function watchGaps(stream: Gapped, waitedMs: () => number, nowMs = () => performance.now()) {
  const looks = [{ atMs: nowMs(), waitedMs: waitedMs() }];
  let longestMs = 0;
  stream.longestGapMs = 0;
  const look = () => {
    const gapMs = stream.longestGapMs;
    stream.longestGapMs = 0;
    const last = looks.at(-1);
    const now = { atMs: nowMs(), waitedMs: waitedMs() };
    looks.push(now);
    // It has ended since the last look, so it began no sooner than its length before that.
    const begin = looks.findLast(({ atMs }) => atMs <= (last?.atMs ?? 0) - gapMs) ?? looks[0];
    longestMs = Math.max(longestMs, gapMs - (now.waitedMs - (begin?.waitedMs ?? 0)));
    return longestMs;
  };
  return { look };
}
