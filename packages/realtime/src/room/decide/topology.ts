import { limits } from '@cloudmeet/contracts';
import type { EntryBody, Mixer, Topology } from '@cloudmeet/contracts';
import { unchanged } from '../decided.ts';
import type { Decided } from '../decided.ts';
import { isLive } from '../room-view.ts';
import type { RoomView } from '../room-view.ts';
import { isPublishing } from './publishers.ts';

function isSame(one: Mixer | null, other: Mixer | null): boolean {
  return one?.id === other?.id && one?.generation === other?.generation;
}

/** A media node took the room: step up to it, or go on there where the room is mixed already. */
export function decidePlaced(room: RoomView, mixer: Mixer, reason: string): Decided {
  const { state } = room;
  if (!isLive(state) || state.preparing) return unchanged;
  if (state.topology === 'p2p')
    return { entries: [{ type: 'topology.preparing', data: { to: 'mixed', reason, mixer } }] };
  return { entries: [{ type: 'mixer.assigned', data: { mixer, reason } }] };
}

/** No node takes a mixed room now: its people are told. */
export function decideUnplaced(room: RoomView, reason: string): Decided {
  if (!isLive(room.state) || room.state.topology === 'p2p') return unchanged;
  return { entries: [{ type: 'mixer.assigned', data: { mixer: null, reason } }] };
}

export function decideStepDown(room: RoomView, reason: string): Decided {
  const { topology, preparing } = room.state;
  if (!isLive(room.state) || preparing || topology === 'p2p') return unchanged;
  return { entries: [{ type: 'topology.preparing', data: { to: 'p2p', reason, mixer: null } }] };
}

/** The step that is prepared is made; its reason is the one it was begun with. */
export function decideChange(room: RoomView, prepared: Topology, mixer: Mixer | null): Decided {
  const { state, stepReason } = room;
  const { topology: from, preparing: to } = state;
  if (!isLive(state) || to !== prepared || !isSame(state.mixer, mixer)) return unchanged;
  return { entries: [{ type: 'topology.changed', data: { from, to, reason: stepReason ?? to } }] };
}

/** Those who began to publish last go off, so that no more publish than peer to peer can carry. */
function surplusOff(room: RoomView): EntryBody[] {
  const since = (id: string) => room.publishingSince.get(id) ?? 0;
  return Object.values(room.state.participants)
    .filter(isPublishing)
    .sort((one, other) => since(one.id) - since(other.id))
    .slice(limits.p2pPublishersMax)
    .map(({ id }) => ({
      type: 'media.changed',
      data: { participantId: id, audio: false, video: false, screen: false },
    }));
}

/** A room that is to be captured and is not mixed: its people are told why, once. */
function leavesCapture({ state: { topology, recording, stream } }: RoomView, reason: string): boolean {
  if (topology !== 'p2p') return false;
  return [recording, stream].some((one) => one !== null && one.unmixed !== reason);
}

/** The step is given up, or could not even begin. */
export function decideKeep(room: RoomView, reason: string): Decided {
  if (!isLive(room.state)) return unchanged;
  const surplus = room.state.topology === 'p2p' ? surplusOff(room) : [];
  if (!room.state.preparing && surplus.length === 0 && !leavesCapture(room, reason)) return unchanged;
  return { entries: [{ type: 'topology.kept', data: { reason } }, ...surplus] };
}
