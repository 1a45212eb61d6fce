import type { Participant, RoomEvent } from '@cloudmeet/contracts';
import type { ParticipantRecord, Repositories, SessionRecord } from '@cloudmeet/database';

/** A participant as the records know them: nobody serves the room, so nobody is heard or seen. */
export function participantOf(record: ParticipantRecord): Participant {
  const { id, sub, name, role, avatarUrl, metadata, joinedAt } = record;
  return {
    id,
    userId: sub,
    name,
    ...(avatarUrl === null ? {} : { avatarUrl }),
    role,
    joinedAt: joinedAt.toISOString(),
    audio: false,
    video: false,
    screen: false,
    granted: [],
    ...(Object.keys(metadata).length === 0 ? {} : { metadata }),
  };
}

function eventsOfEnd(
  session: SessionRecord,
  present: readonly ParticipantRecord[],
  reason: string,
  at: string,
): RoomEvent[] {
  const ids = { roomId: session.roomId, sessionId: session.id };
  return [
    ...present.map((record): RoomEvent => ({
      type: 'participant.left',
      data: { ...ids, participant: participantOf(record), reason: 'room-ended', leftAt: at },
    })),
    {
      type: 'session.ended',
      data: { ...ids, reason, startedAt: session.startedAt.toISOString(), endedAt: at },
    },
  ];
}

/**
 * Ends a session that no node serves. It gets no entry in its log: only a node writes there, and the log of a session
 * that has ended is not replayed. A node that takes the room at this very moment finds the session ended.
 */
export async function endLeaderlessSession(
  repos: Repositories,
  session: SessionRecord,
  reason: 'ended-by-api' | 'room-deleted',
): Promise<void> {
  const at = new Date();
  const present = await repos.participants.listPresent(session.id);
  if (!(await repos.sessions.end(session.id, reason, at))) return;
  for (const { type, data } of eventsOfEnd(session, present, reason, at.toISOString()))
    await repos.outbox.enqueue({ type, roomId: session.roomId, payload: data });
}
