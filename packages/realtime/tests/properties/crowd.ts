import { CloudMeetError, emptyRoomState, reduceRoom, stateFor } from '@cloudmeet/contracts';
import type { Entry, RoomState } from '@cloudmeet/contracts';
import type { RoomClient } from '@cloudmeet/testing';
import type { RealtimeNode, RoomWorld } from '@cloudmeet/testing/rooms';

/** The people of one room, by what they are when they come in. */
export interface Crowd {
  roomId: string;
  people: RoomClient[];
}

export async function gather(world: RoomWorld, node: RealtimeNode): Promise<Crowd> {
  const roomId = await world.tenant.createRoom({ maxParticipants: 8, recording: { requireConsent: true } });
  const people: RoomClient[] = [];
  for (const role of ['host', 'moderator', 'attendee', 'attendee'] as const)
    people.push(await world.person(node, roomId, { role }));
  return { roomId, people };
}

/** Refusals are part of the game; anything else is not. */
export async function orRefused(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof CloudMeetError)) throw error;
  }
}

export async function readLog(world: RoomWorld, sessionId: string): Promise<Entry[]> {
  const { tenantId } = world.tenant;
  return world.database
    .forTenant({ tenantId })
    .transaction((repos) => repos.entries.readFrom(sessionId, 0, 10_000));
}

export function fold(entries: readonly Entry[]): RoomState {
  return entries.reduce(reduceRoom, emptyRoomState);
}

/** The room as this client must see it, by the log alone. */
export function expectedView(client: RoomClient, state: RoomState): RoomState | undefined {
  const self = state.participants[client.participantId];
  const grants = client.welcome?.grants;
  return self && stateFor({ participantId: self.id, standing: { role: self.role, grants } }, state);
}
