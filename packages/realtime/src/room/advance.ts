import type { Entry } from '@cloudmeet/contracts';
import type { Decided } from './decided.ts';
import { foldEntry } from './fold-entry.ts';
import type { RoomView } from './room-view.ts';

/** Who did it, by which of their commands, and when. */
export interface Authorship {
  by?: string | undefined;
  commandId?: string | undefined;
  /** RFC 3339 in UTC. */
  at: string;
}

/**
 * Gives decided entries their places in the log. A new session begins at 1. Only the last entry of a command bears its
 * id: whoever sees it has seen all that the command did.
 */
export function numberEntries(view: RoomView, decided: Decided, { by, commandId, at }: Authorship): Entry[] {
  const starts = decided.entries[0]?.type === 'session.started';
  const before = starts ? 0 : view.state.seq;
  return decided.entries.map((body, index) => ({
    ...body,
    seq: before + index + 1,
    at,
    ...(by === undefined ? {} : { by }),
    ...(commandId !== undefined && index === decided.entries.length - 1 ? { commandId } : {}),
  }));
}

/** The view after a decision whose entries have their places. */
export function advance(view: RoomView, decided: Decided, entries: readonly Entry[]): RoomView {
  const folded = entries.reduce(foldEntry, view);
  return {
    ...folded,
    settings: decided.settings ?? folded.settings,
    presences: withAll(folded.presences, decided.presences),
    applicants: withAll(folded.applicants, decided.applicants),
    bans: decided.bans ? [...folded.bans, ...decided.bans] : folded.bans,
  };
}

function withAll<Value extends { participantId: string }>(
  map: ReadonlyMap<string, Value>,
  more: readonly Value[] | undefined,
): ReadonlyMap<string, Value> {
  return more?.length ? new Map([...map, ...more.map((one) => [one.participantId, one] as const)]) : map;
}
