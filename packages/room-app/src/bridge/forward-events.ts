import type { FrameEventName, FrameEventPayloads } from '@cloudmeet/contracts';
import { roomEventNames } from '@cloudmeet/room-engine';
import type { FrameRoomEventName, Room } from '@cloudmeet/room-engine';
import type { RoomPage } from '../page/room-page.ts';

/** Sends one event of the contract to the parent; its payload is typed where it is made. */
export type EmitFrameEvent = (name: FrameEventName, payload: FrameEventPayloads[FrameEventName]) => void;

/** Hands the engine's events on as they are, and adds the one of the page itself. Returns a disposer. */
export function forwardEvents(page: RoomPage, emit: EmitFrameEvent): () => void {
  const disposers = [
    ...roomEventNames.map((name) => forward(page.room, name, emit)),
    forwardTheme(page, emit),
  ];
  return () => {
    for (const dispose of disposers) dispose();
  };
}

function forward(room: Room, name: FrameRoomEventName, emit: EmitFrameEvent): () => void {
  return room.on(name, (payload) => {
    emit(name, payload);
  });
}

function forwardTheme(page: RoomPage, emit: EmitFrameEvent): () => void {
  let before = page.store.getState().view.theme;
  return page.store.subscribe(() => {
    const { theme } = page.store.getState().view;
    if (theme === before) return;
    before = theme;
    emit('theme-updated', { theme });
  });
}
