import { emptyRoomState, reduceRoom } from '@cloudmeet/contracts';
import type { Entry, EntryData } from '@cloudmeet/contracts';
import type { Repositories } from '@cloudmeet/database';
import { describeCommit } from '../room/room-commit.ts';
import { readLog } from './read-log.ts';
import { writeCommit } from './write-commit.ts';
import type { TargetSealer } from './write-captures.ts';

export interface SessionEnd {
  tenantId: string;
  roomId: string;
  reason: EntryData<'session.ended'>['reason'];
}

/** An end has nothing private. */
const nobody = { presences: new Map(), bans: [], captures: [] };

/**
 * Ends the session of a room that nobody writes, inside a transaction, by the very commit that its writer would make.
 * Nothing happens when somebody has taken the room, or its session has ended.
 */
export async function endSession(
  repos: Repositories,
  targets: TargetSealer,
  { tenantId, roomId, reason }: SessionEnd,
): Promise<void> {
  const session = await repos.sessions.findLive(roomId);
  const seized = session && (await repos.leases.seize(roomId));
  if (!session || !seized) return;
  const state = (await readLog(repos, session.id)).reduce(reduceRoom, emptyRoomState);
  const before = { ...state, sessionId: session.id, roomId };
  const at = new Date().toISOString();
  const entry: Entry = { seq: session.lastSeq + 1, at, type: 'session.ended', data: { reason } };
  const lease = { tenantId, roomId, epoch: seized.epoch };
  await writeCommit(repos, describeCommit(lease, before, [entry], nobody), targets);
  await repos.leases.release(roomId, seized.nodeId, seized.epoch);
}
