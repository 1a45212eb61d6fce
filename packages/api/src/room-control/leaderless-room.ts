import type { Entry, EntryData, Participant, RoomEvent } from '@cloudmeet/contracts';
import type { ParticipantRecord, Repositories, SessionRecord } from '@cloudmeet/database';
import { changingHands } from './with-holder.ts';

type Reason = Extract<EntryData<'session.ended'>['reason'], 'ended-by-api' | 'room-deleted'>;

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

/** Writes the end into the session's log, fenced as a node's writes are. */
async function appendEnd(
  repos: Repositories,
  session: SessionRecord,
  reason: Reason,
  at: Date,
): Promise<void> {
  const lease = await repos.leases.seize(session.roomId);
  if (!lease) throw changingHands();
  const seq = session.lastSeq + 1;
  const entry: Entry = { seq, at: at.toISOString(), type: 'session.ended', data: { reason } };
  const { status } = await repos.entries.append(session.id, lease, [entry]);
  if (status !== 'appended') throw changingHands();
  await repos.leases.release(lease.roomId, lease.nodeId, lease.epoch);
}

/**
 * Ends a session that no node serves: its last entry, its records and what customers are told, as a node would. A node
 * that takes the room at this very moment waits, and then finds the session ended.
 * @throws CloudMeetError `unavailable` when a node had taken the room before
 */
export async function endLeaderlessSession(
  repos: Repositories,
  session: SessionRecord,
  reason: Reason,
): Promise<void> {
  const at = new Date();
  const present = await repos.participants.listPresent(session.id);
  await appendEnd(repos, session, reason, at);
  if (!(await repos.sessions.end(session.id, reason, at))) throw changingHands();
  await repos.captures.stopAll(session.id, 'session-ended', at);
  for (const { type, data } of eventsOfEnd(session, present, reason, at.toISOString()))
    await repos.outbox.enqueue({ type, roomId: session.roomId, payload: data });
}
