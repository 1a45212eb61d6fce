import type { Topology } from '@cloudmeet/contracts';
import type { Session } from '../generated/client.ts';
import type { Scope } from './scope.ts';

export interface SessionRecord {
  id: string;
  roomId: string;
  topology: Topology;
  startedAt: Date;
  endedAt: Date | null;
  endReason: string | null;
  /** `seq` of the newest entry in its log; 0 before the first. */
  lastSeq: number;
  /** People in the session now. */
  participantCount: number;
  participantPeak: number;
}

function toSession({ tenantId: _tenantId, lastSeq, ...row }: Session): SessionRecord {
  return { ...row, lastSeq: Number(lastSeq) };
}

/** Live runs of rooms. A room has one at most that has not ended. */
export class SessionRepository {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** Starts the room's session, or finds the one that is live: whoever asks at the same moment gets the same one. */
  async start(input: {
    id: string;
    roomId: string;
    topology: Topology;
    startedAt?: Date;
  }): Promise<{ session: SessionRecord; created: boolean }> {
    const { tx, tenantId } = this.#scope;
    const { id, roomId, topology, startedAt = new Date() } = input;
    const created = await tx.$executeRaw`
      WITH started AS (
        INSERT INTO sessions (id, tenant_id, room_id, topology, started_at)
        VALUES (${id}, ${tenantId}, ${roomId}, ${topology}::topology, ${startedAt})
        ON CONFLICT (room_id) WHERE ended_at IS NULL DO NOTHING RETURNING 1
      )
      INSERT INTO usage_progress (session_id, tenant_id, room_id, topology)
      SELECT ${id}, ${tenantId}, ${roomId}, ${topology}::topology FROM started`;
    const session = await this.findLive(roomId);
    if (!session) throw new Error(`Session ${id} could not be started and room ${roomId} has no other.`);
    return { session, created: created > 0 };
  }

  /** False when it had ended before, or there is no such session. Whoever was still in it has left by that. */
  async end(id: string, reason: string, endedAt: Date = new Date()): Promise<boolean> {
    const { tx, tenantId } = this.#scope;
    const { count } = await tx.session.updateMany({
      where: { id, tenantId, endedAt: null },
      data: { endedAt, endReason: reason, participantCount: 0 },
    });
    if (count === 0) return false;
    await tx.participant.updateMany({
      where: { sessionId: id, tenantId, leftAt: null },
      data: { leftAt: endedAt, leaveReason: 'room-ended' },
    });
    return true;
  }

  async setTopology(id: string, topology: Topology): Promise<void> {
    const { tx, tenantId } = this.#scope;
    await tx.session.updateMany({ where: { id, tenantId }, data: { topology } });
  }

  async findById(id: string): Promise<SessionRecord | null> {
    const { tx, tenantId } = this.#scope;
    const row = await tx.session.findFirst({ where: { id, tenantId } });
    return row && toSession(row);
  }

  async findLive(roomId: string): Promise<SessionRecord | null> {
    const { tx, tenantId } = this.#scope;
    const row = await tx.session.findFirst({ where: { roomId, tenantId, endedAt: null } });
    return row && toSession(row);
  }

  /** The live sessions of many rooms at once, by room id; rooms without one are absent. */
  async findLiveOf(roomIds: string[]): Promise<Map<string, SessionRecord>> {
    const { tx, tenantId } = this.#scope;
    const rows = await tx.session.findMany({ where: { roomId: { in: roomIds }, tenantId, endedAt: null } });
    return new Map(rows.map((row) => [row.roomId, toSession(row)]));
  }
}
