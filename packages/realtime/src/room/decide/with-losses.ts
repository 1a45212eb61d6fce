import type { EntryBody } from '@cloudmeet/contracts';
import { advance, numberEntries } from '../advance.ts';
import type { DecisionContext } from '../decided.ts';
import type { RoomView } from '../room-view.ts';
import { lostMedia } from './lost-media.ts';

/** A change of rights, followed by what goes off because of it. */
export function withLosses(room: RoomView, context: DecisionContext, change: EntryBody[]): EntryBody[] {
  const entries = numberEntries(room, { entries: change }, { at: context.at });
  const after = advance(room, { entries: change }, entries);
  return [...change, ...lostMedia(after)];
}
