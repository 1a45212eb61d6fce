import { CloudMeetError, maySetRole } from '@cloudmeet/contracts';
import type { MemberRole } from '@cloudmeet/contracts';
import type { ChangeMemberResult, MemberRecord } from '@cloudmeet/database';
import type { Credential } from '../credentials/credential.ts';

/**
 * Only owners give and take ownership. No API key comes here: the table of operations asks for an admin.
 * @throws CloudMeetError `role-not-permitted`
 */
export function checkRoleChange(
  credential: Credential,
  change: { from?: MemberRole; to?: MemberRole },
): void {
  const actor = credential.type === 'user' ? credential.role : 'developer';
  if (maySetRole(actor, change)) return;
  throw new CloudMeetError('role-not-permitted', { detail: 'Only an owner makes or removes owners.' });
}

/** @throws CloudMeetError `not-found`, `last-owner` */
export function changedMember(result: ChangeMemberResult): MemberRecord {
  if (result.status === 'missing') throw new CloudMeetError('not-found');
  if (result.status === 'last-owner') throw new CloudMeetError('last-owner');
  return result.member;
}
