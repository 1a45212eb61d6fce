import type { TimelineEntry } from '../../api/api.ts';
import type { RecordedPerson } from './flight-record.ts';
import { networkSpans } from './network-spans.ts';
import type { NetworkSpan } from './network-spans.ts';

/** One thing in the records that may be why somebody was not heard, or heard nobody. */
export type Reason =
  | { kind: 'never-on' }
  | { kind: 'device'; atMs: number; entry: TimelineEntry }
  | { kind: 'muted-by-another'; atMs: number }
  | ({ kind: 'network' } & NetworkSpan);

function wasEverOn({ entries }: RecordedPerson): boolean {
  return entries.some(({ type, data }) => {
    if (type === 'media.changed') return data['audio'] === true;
    if (type !== 'participant.joined') return false;
    const joined: unknown = data['participant'];
    return typeof joined === 'object' && joined !== null && 'audio' in joined && joined.audio === true;
  });
}

const isMicrophone = ({ type, data }: TimelineEntry) =>
  type === 'device.failed' && data['device'] === 'microphone';
const isMutedByAnother = ({ type, data, by, participantId }: TimelineEntry) =>
  type === 'media.changed' && data['audio'] === false && by !== participantId;

/** What in the records speaks for somebody not having been heard, oldest first. Empty: nothing does. */
export function whyUnheard(person: RecordedPerson): Reason[] {
  const timed = person.entries.flatMap((entry): (Reason & { atMs: number })[] => {
    const atMs = Date.parse(entry.at);
    if (isMicrophone(entry)) return [{ kind: 'device', atMs, entry }];
    return isMutedByAnother(entry) ? [{ kind: 'muted-by-another', atMs }] : [];
  });
  for (const stay of person.stays) {
    for (const span of networkSpans(stay, person.entries)) {
      if (span.level !== 'fair') timed.push({ kind: 'network', atMs: span.fromMs, ...span });
    }
  }
  const inOrder = timed.toSorted((one, other) => one.atMs - other.atMs);
  return wasEverOn(person) ? inOrder : [{ kind: 'never-on' }, ...inOrder];
}
