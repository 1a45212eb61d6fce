import { z } from 'zod';

/** Roles of people in a tenant, from the most to the least that they may do. */
export const memberRoles = ['owner', 'admin', 'developer', 'viewer'] as const;
export const memberRoleSchema = z.enum(memberRoles).meta({ id: 'MemberRole' });
export type MemberRole = (typeof memberRoles)[number];

/** True when `role` may do whatever `least` may. */
export function isAtLeast(role: MemberRole, least: MemberRole): boolean {
  return memberRoles.indexOf(role) <= memberRoles.indexOf(least);
}

/**
 * Who may give or take which role: owners everything, admins everything below owner, others nothing. `from` is the
 * role somebody has now (absent for an invitation), `to` the one they get (absent when they are removed).
 */
export function maySetRole(actor: MemberRole, change: { from?: MemberRole; to?: MemberRole }): boolean {
  if (actor === 'owner') return true;
  return actor === 'admin' && change.from !== 'owner' && change.to !== 'owner';
}
