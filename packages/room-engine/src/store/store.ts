import { combineReducers, configureStore } from '@reduxjs/toolkit';
import { connectionReducer } from './connection-slice.ts';
import { localReducer, previewReducer } from './local-slice.ts';
import { mediaReducer } from './media-slice.ts';
import { mixReducer } from './mix-slice.ts';
import { peersReducer } from './peers-slice.ts';
import { roomReducer } from './room-slice.ts';
import { speakersReducer } from './speakers-slice.ts';
import { streamReducer } from './stream-slice.ts';

const reducer = combineReducers({
  connection: connectionReducer,
  preview: previewReducer,
  room: roomReducer,
  local: localReducer,
  media: mediaReducer,
  peers: peersReducer,
  mix: mixReducer,
  speakers: speakersReducer,
  stream: streamReducer,
});

/** Everything a room page shows, plain data only: tracks are in `room.tracks`. */
export type RoomEngineState = ReturnType<typeof reducer>;

/** One store per room; the development checks of Redux are off because batches of entries are large and frozen. */
export function createRoomStore() {
  return configureStore({
    reducer,
    devTools: false,
    middleware: (defaults) =>
      defaults({ serializableCheck: false, immutableCheck: false, actionCreatorCheck: false }),
  });
}
export type RoomStore = ReturnType<typeof createRoomStore>;
