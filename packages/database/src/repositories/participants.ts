import { participantSchema, permissionSchema } from '@cloudmeet/contracts';
import type { LeaveReason, Participant as ParticipantShape, Permission, Role } from '@cloudmeet/contracts';
import { z } from 'zod';
import { Prisma } from '../generated/client.ts';
import type { Participant } from '../generated/client.ts';
import { toJsonObject } from './json-object.ts';
import type { Scope } from './scope.ts';

type Metadata = NonNullable<ParticipantShape['metadata']>;

export interface ParticipantRecord {
  id: string;
  sessionId: string;
  /** `sub` of the token. */
  sub: string;
  jti: string;
  name: string;
  role: Role;
  avatarUrl: string | null;
  metadata: Metadata;
  /** What the token narrowed the role to; null: all that the role has. */
  grants: Permission[] | null;
  /** SHA-256 of the resume credential, in hex. */
  resumeHash: string;
  joinedAt: Date;
  leftAt: Date | null;
  leaveReason: string | null;
}

export interface NewParticipant {
  id: string;
  sessionId: string;
  sub: string;
  jti: string;
  name: string;
  role: Role;
  avatarUrl?: string | null | undefined;
  metadata?: Metadata | undefined;
  grants?: readonly Permission[] | undefined;
  resumeHash: string;
  joinedAt?: Date;
}

export type JoinResult =
  { status: 'joined'; participant: ParticipantRecord } | { status: 'full' } | { status: 'ended' };

const metadataSchema = participantSchema.shape.metadata.unwrap();
const grantsSchema = z.array(permissionSchema).nullable();

function toParticipant({ tenantId: _tenantId, ...row }: Participant): ParticipantRecord {
  return { ...row, metadata: metadataSchema.parse(row.metadata), grants: grantsSchema.parse(row.grants) };
}

/** Presences in sessions. Seats are taken and given back here, one at a time, so that they are never oversold. */
export class ParticipantRepository {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** Takes a seat when fewer than `seatsMax` are taken. `ended` also when there is no such session. */
  async join(input: NewParticipant, seatsMax: number): Promise<JoinResult> {
    const { tx, tenantId } = this.#scope;
    const seated = await tx.$executeRaw`
      UPDATE sessions
      SET participant_count = participant_count + 1,
          participant_peak = GREATEST(participant_peak, participant_count + 1)
      WHERE id = ${input.sessionId} AND tenant_id = ${tenantId} AND ended_at IS NULL
        AND participant_count < ${seatsMax}`;
    if (seated === 0) {
      const live = await tx.session.count({ where: { id: input.sessionId, tenantId, endedAt: null } });
      return { status: live > 0 ? 'full' : 'ended' };
    }
    const { avatarUrl = null, metadata = {}, grants, joinedAt = new Date(), ...rest } = input;
    const row = await tx.participant.create({
      data: {
        ...rest,
        avatarUrl,
        metadata: toJsonObject(metadata),
        grants: grants ? [...grants] : Prisma.DbNull,
        joinedAt,
        tenantId,
      },
    });
    return { status: 'joined', participant: toParticipant(row) };
  }

  /** Gives the seat back. False when the person had left before. */
  async leave(id: string, reason: LeaveReason, leftAt: Date = new Date()): Promise<boolean> {
    const { tx, tenantId } = this.#scope;
    const left = await tx.$executeRaw`
      WITH gone AS (
        UPDATE participants SET left_at = ${leftAt}, leave_reason = ${reason}
        WHERE id = ${id} AND tenant_id = ${tenantId} AND left_at IS NULL RETURNING session_id
      )
      UPDATE sessions s SET participant_count = s.participant_count - 1
      FROM gone WHERE s.id = gone.session_id AND s.tenant_id = ${tenantId} AND s.participant_count > 0`;
    return left > 0;
  }

  async setRole(id: string, role: Role): Promise<void> {
    const { tx, tenantId } = this.#scope;
    await tx.participant.updateMany({ where: { id, tenantId }, data: { role } });
  }

  /** Replaces the resume credential of somebody who is still in. False when they are not. */
  async setResumeHash(id: string, resumeHash: string): Promise<boolean> {
    const { tx, tenantId } = this.#scope;
    const { count } = await tx.participant.updateMany({
      where: { id, tenantId, leftAt: null },
      data: { resumeHash },
    });
    return count > 0;
  }

  async findById(id: string): Promise<ParticipantRecord | null> {
    const { tx, tenantId } = this.#scope;
    const row = await tx.participant.findFirst({ where: { id, tenantId } });
    return row && toParticipant(row);
  }

  /** Everybody who was ever in the session, in the order they joined. */
  async listAll(sessionId: string): Promise<ParticipantRecord[]> {
    const { tx, tenantId } = this.#scope;
    const rows = await tx.participant.findMany({
      where: { sessionId, tenantId },
      orderBy: [{ joinedAt: 'asc' }, { id: 'asc' }],
    });
    return rows.map(toParticipant);
  }

  /** Who is in the session now, in the order they joined. */
  async listPresent(sessionId: string): Promise<ParticipantRecord[]> {
    const { tx, tenantId } = this.#scope;
    const rows = await tx.participant.findMany({
      where: { sessionId, tenantId, leftAt: null },
      orderBy: [{ joinedAt: 'asc' }, { id: 'asc' }],
    });
    return rows.map(toParticipant);
  }
}
