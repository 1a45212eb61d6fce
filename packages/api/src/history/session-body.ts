import { roleSchema } from '@cloudmeet/contracts';
import type { Session, SessionDetail } from '@cloudmeet/contracts';
import type { ParticipantRecord, PastSession } from '@cloudmeet/database';

export function sessionBody({ startedAt, endedAt, ...session }: PastSession): Session {
  return { ...session, startedAt: startedAt.toISOString(), endedAt: endedAt?.toISOString() ?? null };
}

export function presenceBody(record: ParticipantRecord): SessionDetail['participants'][number] {
  const { id, sub, name, role, joinedAt, leftAt, leaveReason } = record;
  return {
    ...{ id, userId: sub, name, role: roleSchema.parse(role), leaveReason },
    joinedAt: joinedAt.toISOString(),
    leftAt: leftAt?.toISOString() ?? null,
  };
}
