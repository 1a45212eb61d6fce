import { z } from 'zod';

export const roles = ['host', 'moderator', 'attendee'] as const;
export const roleSchema = z.enum(roles).meta({ id: 'Role' });
export type Role = (typeof roles)[number];

const roleOrAttendee = roleSchema.catch('attendee');

/** A missing or unknown role is an attendee: the least a person can be. */
export function roleOf(claim: unknown): Role {
  return roleOrAttendee.parse(claim);
}
