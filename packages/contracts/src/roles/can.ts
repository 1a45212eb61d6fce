import { permissions, permissionTable } from './permissions.ts';
import type { Permission } from './permissions.ts';
import { capturePermissions, policyPermissions } from './policies.ts';
import type { CapturePermission, Policies, PolicyPermission, PolicyValue } from './policies.ts';
import type { Role } from './role.ts';

export type MediaKind = 'audio' | 'video';

/** Who asks: everything comes from the session and the room, nothing from a payload. */
export interface Standing {
  role: Role;
  /** Permissions the token is narrowed to; undefined means all that the role has. */
  grants?: readonly Permission[] | undefined;
  /** Permissions that a host or moderator gave this person where the policy says `on-request`. */
  granted?: readonly PolicyPermission[] | undefined;
  policies: Policies;
}

export type Decision =
  { allowed: true } | { allowed: false; reason: 'role' | 'grant' | 'policy-off' | 'on-request' };

const yes: Decision = { allowed: true };
const no = (reason: 'role' | 'grant' | 'policy-off' | 'on-request'): Decision => ({ allowed: false, reason });

function isPolicyPermission(permission: Permission): permission is PolicyPermission {
  return (policyPermissions as readonly string[]).includes(permission);
}

function isCapturePermission(permission: Permission): permission is CapturePermission {
  return (capturePermissions as readonly string[]).includes(permission);
}

/** What a room's policy says of one permission; `media.publish` for one kind of media (default: the stricter). */
export function policyValue(policies: Policies, permission: PolicyPermission, kind?: MediaKind): PolicyValue {
  const value = policies[permission];
  if (typeof value === 'string') return value;
  if (kind !== undefined) return value[kind];
  const strictness: PolicyValue[] = ['off', 'on-request', 'allowed'];
  return strictness.find((step) => value.audio === step || value.video === step) ?? 'off';
}

/**
 * Decides one permission, default deny: role first, then the token's grants (they only narrow), then the policy.
 * `room.join` needs no grant: a valid token is the grant to join.
 */
export function decide(permission: Permission, standing: Standing, kind?: MediaKind): Decision {
  const rule = permissionTable[permission][standing.role];
  if (rule === 'no') return no('role');
  if (permission !== 'room.join' && standing.grants && !standing.grants.includes(permission))
    return no('grant');
  if (isCapturePermission(permission)) {
    const may = standing.policies[permission];
    return may === 'off' || (may === 'hosts' && standing.role !== 'host') ? no('policy-off') : yes;
  }
  if (rule === 'yes' || !isPolicyPermission(permission)) return yes;
  const value = policyValue(standing.policies, permission, kind);
  if (value === 'allowed') return yes;
  if (value === 'off') return no('policy-off');
  return standing.granted?.includes(permission) ? yes : no('on-request');
}

export function can(permission: Permission, standing: Standing, kind?: MediaKind): boolean {
  return decide(permission, standing, kind).allowed;
}

/** All that somebody may do now, for `inspect` and for showing only what works. */
export function allowedPermissions(standing: Standing): Permission[] {
  return permissions.filter((permission) => can(permission, standing));
}
