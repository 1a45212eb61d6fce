import { CloudMeetError } from '@cloudmeet/contracts';
import { isOver } from './connection/endings.ts';
import type { RoomConnection } from './connection/room-connection.ts';
import type { Emitter } from './emitter.ts';
import type { BrowserPorts } from './ports/browser-ports.ts';
import type { RoomEvent, RoomEvents } from './room-events.ts';
import type { StreamScreen } from './session/stream-screen.ts';
import type { RoomEngineState, RoomStore } from './store/store.ts';
import type { Tracks } from './tracks/track-registry.ts';

/** What the parts of one room share. */
export interface RoomContext {
  ports: BrowserPorts;
  store: RoomStore;
  events: Emitter<RoomEvents>;
  tracks: Tracks;
  connection: RoomConnection;
  /** Where a stream is shown, for those who watch it. */
  screen: StreamScreen;
}

export function stateOf({ store }: Pick<RoomContext, 'store'>): RoomEngineState {
  return store.getState();
}

export function emitAll({ events }: Pick<RoomContext, 'events'>, list: readonly RoomEvent[]): void {
  for (const { name, payload } of list) events.emit(name, payload);
}

/**
 * Something failed that nobody asked for just now: it is told, and the meeting goes on. What the end of a meeting cut
 * off is no news beside the end itself.
 */
export function tellProblem({ events, store }: Pick<RoomContext, 'events' | 'store'>, thrown: unknown): void {
  if (isOver(stateOf({ store }).connection.status)) return;
  events.emit('nonfatal-error', { error: CloudMeetError.from(thrown).toWire() });
}
