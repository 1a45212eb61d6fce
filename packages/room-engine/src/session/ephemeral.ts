import type { Ephemeral, Quality } from '@cloudmeet/contracts';
import type { RoomContext } from '../room-context.ts';
import { stateOf } from '../room-context.ts';
import { peerChanged } from '../store/peers-slice.ts';
import { frameParticipant, selectPeer } from '../store/selectors.ts';
import type { MediaWord } from './media-session.ts';

type Told = Exclude<Ephemeral, MediaWord>;

/** What is passed on and never stored, as events; presence also as state. */
export function tellEphemeral(context: RoomContext, one: Told): void {
  const { events } = context;
  if (one.e === 'reaction') events.emit('reaction', { participantId: one.from, reaction: one.reaction });
  else if (one.e === 'app') events.emit('app-message', { fromId: one.from, data: one.data });
  else for (const [id, presence] of Object.entries(one.of)) tellPresence(context, id, presence);
}

function tellPresence(context: RoomContext, id: string, is: { connected: boolean; quality: Quality }): void {
  const before = stateOf(context);
  const participant = before.room.participants[id];
  if (!participant || id === before.local.participantId) return;
  const was = selectPeer(before, id);
  if (was.connected === is.connected && was.quality === is.quality) return;
  context.store.dispatch(peerChanged({ id, connected: is.connected, quality: is.quality }));
  const payload = { participant: frameParticipant(stateOf(context), participant) };
  context.events.emit('participant-updated', payload);
  if (was.quality === is.quality) return;
  context.events.emit('network-quality-change', { participant: id, quality: is.quality, was: was.quality });
}
