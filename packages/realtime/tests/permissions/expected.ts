import { commandSpecs, policyPermissions } from '@cloudmeet/contracts';
import type {
  CommandName,
  MediaKind,
  Permission,
  Policies,
  PolicyPermission,
  PolicyValue,
  Role,
} from '@cloudmeet/contracts';

type Rule = 'yes' | 'no' | 'policy';
export type PermissionTable = Record<Permission, Record<Role, Rule>>;

/** Somebody in a room, as a test set it up. */
export interface Situation {
  role: Role;
  policies: Policies;
  /** What the token narrows the role to; undefined: nothing. */
  grants: readonly Permission[] | undefined;
  /** What a host allowed on top. */
  granted: readonly PolicyPermission[];
}

function isPolicyPermission(permission: Permission): permission is PolicyPermission {
  return policyPermissions.some((one) => one === permission);
}

function valueOf(policies: Policies, permission: PolicyPermission, kind: MediaKind | undefined): PolicyValue {
  const value = policies[permission];
  if (typeof value === 'string') return value;
  return value[kind ?? 'audio'];
}

/** May they, by this table? Written apart from the decision in contracts, so that the two check each other. */
export function isExpected(
  table: PermissionTable,
  command: CommandName,
  { role, policies, grants, granted }: Situation,
  kind?: MediaKind,
): boolean {
  const permission: Permission = commandSpecs[command].permission;
  const rule = table[permission][role];
  const isGranted = grants === undefined || permission === 'room.join' || grants.includes(permission);
  if (rule === 'no' || !isGranted) return false;
  if (rule === 'yes' || !isPolicyPermission(permission)) return true;
  const value = valueOf(policies, permission, kind);
  return value === 'allowed' || (value === 'on-request' && granted.includes(permission));
}
