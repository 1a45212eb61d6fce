import type { Invitation, Member } from '@cloudmeet/contracts';
import type { InvitationRecord, MemberRecord } from '@cloudmeet/database';

export function memberBody({ createdAt, ...member }: MemberRecord): Member {
  return { ...member, createdAt: createdAt.toISOString() };
}

export function invitationBody({ createdAt, expiresAt, ...invitation }: InvitationRecord): Invitation {
  return { ...invitation, createdAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString() };
}
