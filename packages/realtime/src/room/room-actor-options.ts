import type { RoomEnvironment } from './room-parts.ts';
import type { Lease, RecordedSession, RoomStore } from './room-store.ts';
import type { RoomSettings } from './room-view.ts';
import type { LostCause } from './room-writer.ts';

export interface RoomActorOptions {
  lease: Lease;
  settings: RoomSettings;
  /** The session that goes on, if one does. */
  recorded: RecordedSession | undefined;
  store: Pick<RoomStore, 'commit'>;
  environment: RoomEnvironment;
  /** Nothing can be written any more; the room tells nobody by itself. */
  lost(cause: LostCause): void;
  /** Nobody is connected and no session goes on. */
  idle(): void;
}
