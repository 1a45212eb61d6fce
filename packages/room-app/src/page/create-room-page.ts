import type { RoomPageConfig } from '@cloudmeet/contracts';
import type { Room } from '@cloudmeet/room-engine';
import { createEnglishText } from '@cloudmeet/ui';
import { watchRoom } from '../watch/watch-room.ts';
import { createPageStore } from './page-store.ts';
import type { RoomPage } from './room-page.ts';
import type { ViewState } from './view-slice.ts';

export interface PageParts {
  config: RoomPageConfig;
  room: Room;
  embedded: boolean;
  view?: Partial<ViewState>;
}

/** A room page in English, with the tenant's look, that watches its room. Nothing of it is drawn or connected yet. */
export function createRoomPage({ config, room, embedded, view }: PageParts): RoomPage {
  const page: RoomPage = {
    config,
    embedded,
    room,
    store: createPageStore({ theme: config.theme, ...view }),
    text: createEnglishText(),
    parent: { channel: undefined },
  };
  watchRoom(page);
  return page;
}
