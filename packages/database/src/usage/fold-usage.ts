import type { Topology } from '@cloudmeet/contracts';

/** Somebody who is in. `receive` of those whose token makes them viewers of the stream: `auto` once they were invited. */
export interface UsagePerson {
  id: string;
  receive?: 'auto' | 'stream' | undefined;
}

/** How far a session's log was counted: who was in it then, over what, and until when. */
export interface UsageState {
  atMs: number | null;
  topology: Topology;
  present: UsagePerson[];
}

/** What one entry of a log means for use; other entries only let time pass. */
export interface UsageEntry {
  type: string;
  atMs: number;
  participantId?: string | undefined;
  topology?: Topology | undefined;
  receive?: UsagePerson['receive'];
  /** The permissions that are given or taken are those to publish too. */
  publishes?: boolean | undefined;
}

/** Use of one day (UTC, `YYYY-MM-DD`) over one topology. */
export interface UsageCell {
  day: string;
  topology: Topology;
  participantMs: number;
  sessions: number;
  participants: number;
}

export const noUsage: UsageState = { atMs: null, topology: 'p2p', present: [] };

const dayMs = 86_400_000;
const dayOf = (atMs: number) => new Date(atMs).toISOString().slice(0, 10);

/** Cells by day and topology, each made when it is first needed. */
function createCells() {
  const cells = new Map<string, UsageCell>();
  return {
    cell(atMs: number, topology: Topology): UsageCell {
      const key = `${dayOf(atMs)} ${topology}`;
      const known = cells.get(key);
      if (known) return known;
      const made = { day: dayOf(atMs), topology, participantMs: 0, sessions: 0, participants: 0 };
      cells.set(key, made);
      return made;
    },
    /** In the order of day and topology, so that two who write cells meet them alike. */
    all: () => [...cells].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell),
  };
}
type Cells = ReturnType<typeof createCells>;

/** Who watches the stream gets it that way, whatever the others do. */
function travelOf({ receive }: UsagePerson, { topology }: UsageState): Topology {
  return receive === 'stream' ? 'stream' : topology;
}

/** A viewer of the stream becomes a participant, or one again. */
function stepping(state: UsageState, id: string | undefined, receive: 'auto' | 'stream'): UsageState {
  const present = state.present.map((one) => (one.id === id && one.receive ? { ...one, receive } : one));
  return { ...state, present };
}

function joining(state: UsageState, { id, receive }: UsagePerson, atMs: number, cells: Cells): UsageState {
  if (state.present.some((one) => one.id === id)) return state;
  const one = receive ? { id, receive } : { id };
  cells.cell(atMs, travelOf(one, state)).participants += 1;
  return { ...state, present: [...state.present, one] };
}

/** Lets time pass: everybody who is in counts, each day for itself. A clock that steps back counts nothing twice. */
function advance(state: UsageState, toMs: number, cells: Cells): UsageState {
  if (state.atMs === null) return { ...state, atMs: toMs };
  for (let atMs = state.atMs; atMs < toMs && state.present.length > 0;) {
    const midnightMs = (Math.floor(atMs / dayMs) + 1) * dayMs;
    const untilMs = Math.min(midnightMs, toMs);
    for (const one of state.present) cells.cell(atMs, travelOf(one, state)).participantMs += untilMs - atMs;
    atMs = untilMs;
  }
  return { ...state, atMs: Math.max(state.atMs, toMs) };
}

function apply(state: UsageState, entry: UsageEntry, cells: Cells): UsageState {
  const { participantId, topology } = entry;
  const atMs = state.atMs ?? entry.atMs;
  switch (entry.type) {
    case 'session.started':
      cells.cell(atMs, topology ?? state.topology).sessions += 1;
      return { ...state, topology: topology ?? state.topology };
    case 'participant.joined':
      if (participantId === undefined) return state;
      return joining(state, { id: participantId, receive: entry.receive }, atMs, cells);
    case 'participant.granted':
    case 'participant.ungranted':
      if (!entry.publishes) return state;
      return stepping(state, participantId, entry.type === 'participant.granted' ? 'auto' : 'stream');
    case 'participant.left':
      return { ...state, present: state.present.filter(({ id }) => id !== participantId) };
    case 'topology.changed':
      return { ...state, topology: topology ?? state.topology };
    case 'session.ended':
      return { ...state, present: [] };
    default:
      return state;
  }
}

/**
 * Counts what follows `state` in a log: a pure fold, so any cut of the log into parts gives the same sum. `endedAtMs`
 * ends a session that got no last entry.
 */
export function foldUsage(
  state: UsageState,
  entries: readonly UsageEntry[],
  endedAtMs?: number,
): { state: UsageState; cells: UsageCell[] } {
  const cells = createCells();
  let present = state;
  for (const entry of entries) present = apply(advance(present, entry.atMs, cells), entry, cells);
  if (endedAtMs !== undefined) present = { ...advance(present, endedAtMs, cells), present: [] };
  return { state: present, cells: cells.all() };
}
