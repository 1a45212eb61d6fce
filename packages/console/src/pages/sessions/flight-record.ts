import type { SessionDetail, TimelineEntry } from '../../api/api.ts';

export type Topology = SessionDetail['topology'];

/** A stretch of time, in milliseconds since the epoch. */
export interface Span {
  fromMs: number;
  toMs: number;
}

export interface TopologySpan extends Span {
  topology: Topology;
  /** Why it began; undefined for the first one. */
  reason?: string;
}

/** One stay of a person in the room. */
export interface Stay extends Span {
  participantId: string;
  /** Undefined while the person is there. */
  leaveReason?: string;
}

export interface RecordedPerson {
  /** Of the first stay: the person's address on the page. */
  id: string;
  userId: string;
  name: string;
  role: SessionDetail['participants'][number]['role'];
  stays: Stay[];
  entries: TimelineEntry[];
}

/** A session as the page draws it: one row for topology, one for each person. */
export interface FlightRecord extends Span {
  topologies: TopologySpan[];
  people: RecordedPerson[];
}

const isTopology = (value: unknown): value is Topology =>
  value === 'p2p' || value === 'mixed' || value === 'stream';

function topologiesOf(span: Span, entries: readonly TimelineEntry[], last: Topology): TopologySpan[] {
  const steps = entries.filter(({ type }) => type === 'topology.changed');
  const first: unknown = steps[0]?.data['from'];
  const begun: TopologySpan[] = [{ ...span, topology: isTopology(first) ? first : last }];
  for (const { at, data } of steps) {
    const open = begun.at(-1);
    const to: unknown = data['to'];
    if (!open || !isTopology(to)) continue;
    open.toMs = Date.parse(at);
    begun.push({ fromMs: open.toMs, toMs: span.toMs, topology: to, reason: String(data['reason'] ?? '') });
  }
  return begun;
}

/** Lays a session and its log out over time. `nowMs` ends what has not ended. */
export function flightRecord(
  session: SessionDetail,
  entries: readonly TimelineEntry[],
  nowMs: number,
): FlightRecord {
  const fromMs = Date.parse(session.startedAt);
  const toMs = Math.max(fromMs + 1000, session.endedAt === null ? nowMs : Date.parse(session.endedAt));
  const people = new Map<string, RecordedPerson>();
  for (const { id, userId, name, role, joinedAt, leftAt, leaveReason } of session.participants) {
    const person = people.get(userId) ?? { id, userId, name, role, stays: [], entries: [] };
    people.set(userId, person);
    person.stays.push({
      participantId: id,
      fromMs: Date.parse(joinedAt),
      toMs: leftAt === null ? toMs : Date.parse(leftAt),
      ...(leaveReason === null ? {} : { leaveReason }),
    });
  }
  const byParticipant = new Map(
    [...people.values()].flatMap((person) =>
      person.stays.map((stay) => [stay.participantId, person] as const),
    ),
  );
  for (const entry of entries) {
    const about = byParticipant.get(entry.participantId ?? entry.by ?? '');
    about?.entries.push(entry);
  }
  return {
    ...{ fromMs, toMs },
    topologies: topologiesOf({ fromMs, toMs }, entries, session.topology),
    people: [...people.values()],
  };
}

/** Where a moment lies in a span, from 0 to 1. */
export function placeOf(atMs: number, { fromMs, toMs }: Span): number {
  return Math.min(1, Math.max(0, (atMs - fromMs) / (toMs - fromMs)));
}

const minuteMs = 60_000;
const stepsMs = [
  ...[1000, 5000, 10_000, 15_000, 30_000],
  ...[1, 2, 5, 10, 15, 30, 60, 120, 240, 480, 1440].map((minutes) => minutes * minuteMs),
];

/** Round moments for the axis, about six of them. */
export function timeTicks({ fromMs, toMs }: Span): number[] {
  const step = stepsMs.find((one) => (toMs - fromMs) / one <= 7) ?? 1440 * minuteMs;
  const first = Math.ceil(fromMs / step) * step;
  return Array.from({ length: Math.floor((toMs - first) / step) + 1 }, (_, index) => first + index * step);
}

/** Whom something happened to that they did not want: the finding that stands first on the page. */
export function troubled(people: readonly RecordedPerson[], reason: 'connection-lost' | 'removed') {
  return people.flatMap((person) => {
    const stay = person.stays.find(({ leaveReason }) => leaveReason === reason);
    return stay ? [{ person, atMs: stay.toMs, cameBack: person.stays.at(-1) !== stay }] : [];
  });
}
