import { useCallback } from 'react';
import { leastRoles, memberRoles } from '../api/generated/permissions.ts';
import { useMe } from './use-me.ts';

/** What somebody may be allowed in a tenant. */
export type TenantOperation = keyof typeof leastRoles;
type MemberRole = (typeof memberRoles)[number];

/** Whether a role is at least the one that an operation asks for: the API's own table, written into the build. */
export function roleMay(role: MemberRole, operation: TenantOperation): boolean {
  return memberRoles.indexOf(role) <= memberRoles.indexOf(leastRoles[operation]);
}

/**
 * Whether the person may do something in the tenant that they work in. The page shows no more than that; who asks the
 * API all the same is refused there.
 */
export function useMayDo(): (operation: TenantOperation) => boolean {
  const role = useMe().membership?.role;
  return useCallback((operation) => role !== undefined && roleMay(role, operation), [role]);
}
