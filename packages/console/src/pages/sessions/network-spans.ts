import type { TimelineEntry } from '../../api/api.ts';
import type { Span, Stay } from './flight-record.ts';

/** A stretch in which somebody's connection was not good. */
export interface NetworkSpan extends Span {
  level: 'fair' | 'poor' | 'away';
}

function levelOf({ data }: TimelineEntry): NetworkSpan['level'] | 'good' {
  if (data['connected'] === false) return 'away';
  return (['poor', 'fair'] as const).find((level) => level === data['quality']) ?? 'good';
}

/** When the connection of one stay was not good, from the records of it, oldest first. */
export function networkSpans(stay: Stay, entries: readonly TimelineEntry[]): NetworkSpan[] {
  const spans: NetworkSpan[] = [];
  let open: NetworkSpan | undefined;
  for (const entry of entries) {
    if (entry.type !== 'presence.changed' || entry.participantId !== stay.participantId) continue;
    const atMs = Math.min(Date.parse(entry.at), stay.toMs);
    const level = levelOf(entry);
    if (open?.level === level) continue;
    if (open) open.toMs = atMs;
    open = level === 'good' ? undefined : { level, fromMs: atMs, toMs: stay.toMs };
    if (open) spans.push(open);
  }
  return spans;
}
