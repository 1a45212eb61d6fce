import { CommandMemory } from './command-memory.ts';
import { foldEntry } from './fold-entry.ts';
import type { RecordedSession } from './room-store.ts';
import { restingView } from './room-view.ts';
import type { RoomSettings, RoomView } from './room-view.ts';

export interface RecoveredRoom {
  view: RoomView;
  memory: CommandMemory;
}

/** The room as its log says it is. Without a session it rests. */
export function replay(
  settings: RoomSettings,
  recorded: RecordedSession | undefined,
  connected: ReadonlySet<string>,
): RecoveredRoom {
  const memory = new CommandMemory();
  const resting = restingView(settings, connected);
  if (!recorded) return { view: resting, memory };
  const presences = new Map(recorded.presences.map((one) => [one.participantId, one]));
  const [first, ...rest] = recorded.entries;
  const started = first ? foldEntry(resting, first) : resting;
  const known: RoomView = { ...started, presences, bans: recorded.bans };
  for (const { by, commandId, seq } of recorded.entries) {
    if (by !== undefined && commandId !== undefined) memory.add(by, commandId, seq);
  }
  return { view: rest.reduce(foldEntry, known), memory };
}
