import { createAction } from '@reduxjs/toolkit';
import type { UnknownAction } from '@reduxjs/toolkit';
import { emptyRoomState, reduceRoom } from '@cloudmeet/contracts';
import type { Entry, RoomState } from '@cloudmeet/contracts';

/** Entries of the log in their order. */
export const entriesFolded = createAction<Entry[]>('room/entriesFolded');
/** The whole state anew: a welcome or a snapshot; null when a room is left behind. */
export const stateReplaced = createAction<RoomState | null>('room/stateReplaced');

/** The room as the log says: the fold of contracts and nothing else. */
export function roomReducer(state: RoomState = emptyRoomState, action: UnknownAction): RoomState {
  if (entriesFolded.match(action))
    return action.payload.reduce((before, entry) => reduceRoom(before, entry), state);
  if (stateReplaced.match(action)) return action.payload ?? emptyRoomState;
  return state;
}
