import type { RoomPageConfig } from '@cloudmeet/contracts';
import type { Room } from '@cloudmeet/room-engine';
import type { Text } from '@cloudmeet/ui';
import type { ParentLine } from './parent-line.ts';
import type { PageStore } from './page-store.ts';

/** Everything one open room page consists of: what its screens and its bridge to the parent share. */
export interface RoomPage {
  readonly config: RoomPageConfig;
  readonly room: Room;
  readonly store: PageStore;
  readonly text: Text;
  /** True in somebody's page, false on its own address. */
  readonly embedded: boolean;
  readonly parent: ParentLine;
}
