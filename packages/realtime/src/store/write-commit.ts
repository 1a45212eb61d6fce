import { limits } from '@cloudmeet/contracts';
import type { Repositories } from '@cloudmeet/database';
import type { RoomCommit } from '../room/room-store.ts';
import { writeCaptures } from './write-captures.ts';
import type { TargetSealer } from './write-captures.ts';

/** A transaction that must leave nothing behind, with the reason. */
export class RolledBack extends Error {
  readonly outcome: 'fenced' | 'diverged' | 'known';

  constructor(outcome: RolledBack['outcome']) {
    super(outcome);
    this.outcome = outcome;
  }
}

async function start(repos: Repositories, { lease, starts }: RoomCommit): Promise<void> {
  if (!starts) return;
  const { sessionId: id, topology } = starts.data;
  const startedAt = new Date(starts.at);
  const { session } = await repos.sessions.start({ id, roomId: lease.roomId, topology, startedAt });
  if (session.id !== id) throw new RolledBack('diverged');
}

/** Appends, or finds that a former try of the same commit did: its outcome had not reached us. */
async function append(repos: Repositories, { lease, sessionId, entries }: RoomCommit): Promise<void> {
  const result = await repos.entries.append(sessionId, lease, entries);
  if (result.status === 'appended') return;
  if (result.status === 'stale-lease') throw new RolledBack('fenced');
  const session = await repos.sessions.findById(sessionId);
  const last = entries.at(-1);
  if (session && last && session.lastSeq >= last.seq) throw new RolledBack('known');
  throw new RolledBack('diverged');
}

async function seat(
  repos: Repositories,
  { sessionId, left, joined, roles, bans }: RoomCommit,
): Promise<void> {
  for (const { participantId, reason, at } of left)
    await repos.participants.leave(participantId, reason, new Date(at));
  for (const { participant, presence } of joined) {
    const { id, name, role, avatarUrl, metadata, joinedAt } = participant;
    const { userId, tokenId, grants, credentialHash } = presence;
    const result = await repos.participants.join(
      {
        ...{ id, sessionId, name, role, avatarUrl, metadata, grants },
        ...{ sub: userId, jti: tokenId, resumeHash: credentialHash, joinedAt: new Date(joinedAt) },
      },
      limits.roomParticipantsMax,
    );
    if (result.status !== 'joined')
      throw new Error(`The session had no seat for its writer: ${result.status}.`);
  }
  for (const { participantId, role } of roles) await repos.participants.setRole(participantId, role);
  for (const { userId, tokenId } of bans) await repos.bans.add(sessionId, { sub: userId, jti: tokenId });
}

/** Writes one commit inside a transaction. @throws RolledBack when nothing of it may stay */
export async function writeCommit(
  repos: Repositories,
  commit: RoomCommit,
  targets: TargetSealer,
): Promise<void> {
  const { lease, sessionId, locked, topology, ends, events } = commit;
  await start(repos, commit);
  await append(repos, commit);
  await seat(repos, commit);
  if (topology !== undefined) await repos.sessions.setTopology(sessionId, topology);
  await writeCaptures(repos, commit, targets);
  if (ends) await repos.sessions.end(sessionId, ends.reason, new Date(ends.at));
  if (locked !== undefined) await repos.rooms.update(lease.roomId, { locked });
  for (const { type, data } of events)
    await repos.outbox.enqueue({ type, roomId: lease.roomId, payload: data });
}
