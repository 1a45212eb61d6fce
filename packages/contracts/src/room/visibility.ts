import { can } from '../roles/can.ts';
import type { Standing } from '../roles/can.ts';
import type { Entry } from './entries.ts';
import type { RoomState } from './state.ts';

/** Somebody who looks at the room: who they are and what they may do. */
export interface Viewer {
  participantId: string;
  standing: Pick<Standing, 'role' | 'grants'>;
}

/** Who stands at the door is shown to those who may let them in. */
export function seesLobby(viewer: Viewer, policies: RoomState['policies']): boolean {
  return can('lobby.admit', { ...viewer.standing, policies });
}

/** The entry as this viewer may see it: whole, or `hidden` in its place so that `seq` stays dense. */
export function entryFor(viewer: Viewer, entry: Entry, policies: RoomState['policies']): Entry {
  const hidden: Entry = { seq: entry.seq, at: entry.at, type: 'hidden', data: {} };
  if (entry.type === 'chat.sent' && entry.data.to !== undefined) {
    return entry.data.to === viewer.participantId || entry.data.from === viewer.participantId
      ? entry
      : hidden;
  }
  if (entry.type === 'presence.changed' || entry.type === 'device.failed') return hidden;
  if (entry.type === 'lobby.waiting' || entry.type === 'lobby.left')
    return seesLobby(viewer, policies) ? entry : hidden;
  return entry;
}

/** The state as this viewer may see it. */
export function stateFor(viewer: Viewer, state: RoomState): RoomState {
  return {
    ...state,
    waiting: seesLobby(viewer, state.policies) ? state.waiting : {},
    chat: state.chat.filter(
      (message) =>
        message.to === undefined ||
        message.to === viewer.participantId ||
        message.from === viewer.participantId,
    ),
  };
}
