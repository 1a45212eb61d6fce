import { configureStore, createAction } from '@reduxjs/toolkit';
import { emptyRoomState } from '@cloudmeet/contracts';
import { initialMix, initialStream } from '@cloudmeet/room-engine';
import type { RoomEngineState, RoomStore } from '@cloudmeet/room-engine';

const stateSet = createAction<RoomEngineState>('fake/stateSet');

/** Nothing has happened yet. */
export const blankState: RoomEngineState = {
  connection: { status: 'idle', error: null, attempt: 0, retryAtMs: null, online: true },
  preview: null,
  room: emptyRoomState,
  local: {
    participantId: null,
    name: null,
    grants: null,
    waitingSince: null,
    limits: null,
    clockOffsetMs: 0,
  },
  media: {
    supported: true,
    permissions: { camera: 'granted', microphone: 'granted' },
    devices: [],
    selected: { audioDeviceId: null, videoDeviceId: null, outputDeviceId: null },
    audio: { status: 'off', error: null },
    video: { status: 'off', error: null },
    screen: { status: 'off', error: null, withAudio: false },
  },
  peers: { byId: {}, network: { quality: 'good', limitedBy: null, simulated: null } },
  mix: initialMix,
  stream: initialStream,
  speakers: { active: null, speaking: [] },
};

/** A store with the engine's shape whose state is set from outside. */
export function createFakeStore(initial: RoomEngineState): {
  store: RoomStore;
  set: (next: RoomEngineState) => void;
} {
  const store: RoomStore = configureStore({
    devTools: false,
    middleware: (defaults) =>
      defaults({ serializableCheck: false, immutableCheck: false, actionCreatorCheck: false }),
    reducer: (state: RoomEngineState = initial, action): RoomEngineState =>
      stateSet.match(action) ? action.payload : state,
  });
  return { store, set: (next) => void store.dispatch(stateSet(next)) };
}
