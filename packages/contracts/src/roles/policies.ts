import { z } from 'zod';

export const policyValueSchema = z.enum(['allowed', 'on-request', 'off']).meta({ id: 'PolicyValue' });
export type PolicyValue = z.infer<typeof policyValueSchema>;

/** Permissions whose answer for attendees a room decides. */
export const policyPermissions = [
  'media.publish',
  'screen.share',
  'chat.send',
  'chat.direct',
  'notes.edit',
] as const;
export type PolicyPermission = (typeof policyPermissions)[number];
export const policyPermissionSchema = z.enum(policyPermissions);

/** Permissions of hosts and moderators that a room narrows. */
export const capturePermissions = ['recording.start', 'stream.start'] as const;
export type CapturePermission = (typeof capturePermissions)[number];

/** Who may begin a recording, of those whose role permits it; `off`: nobody, by no way. */
const recordingPolicySchema = z.enum(['moderators', 'hosts', 'off']);
/** Who may begin a stream. */
const streamPolicySchema = z.enum(['hosts', 'off']);

/** `media.publish` may be decided for audio and video apart. */
const mediaPolicySchema = z.union([
  policyValueSchema,
  z.strictObject({ audio: policyValueSchema, video: policyValueSchema }),
]);
export type MediaPolicy = z.infer<typeof mediaPolicySchema>;

const optionalPolicies = {
  'media.publish': mediaPolicySchema.optional(),
  'screen.share': policyValueSchema.optional(),
  'chat.send': policyValueSchema.optional(),
  'chat.direct': policyValueSchema.optional(),
  'notes.edit': policyValueSchema.optional(),
  'recording.start': recordingPolicySchema.optional(),
  'stream.start': streamPolicySchema.optional(),
};

/** Policies as a customer sends them: what is left out keeps its value. */
export const policiesInputSchema = z.strictObject(optionalPolicies).meta({ id: 'PoliciesInput' });
export type PoliciesInput = z.infer<typeof policiesInputSchema>;

/** Policies of a room, whole. What was written before recordings had a policy is read with its default. */
export const policiesSchema = z
  .strictObject({
    'media.publish': mediaPolicySchema,
    'screen.share': policyValueSchema,
    'chat.send': policyValueSchema,
    'chat.direct': policyValueSchema,
    'notes.edit': policyValueSchema,
    'recording.start': recordingPolicySchema.default('moderators'),
    'stream.start': streamPolicySchema.default('hosts'),
  })
  .meta({ id: 'Policies' });
export type Policies = z.infer<typeof policiesSchema>;

export const defaultPolicies: Policies = {
  'media.publish': 'allowed',
  'screen.share': 'allowed',
  'chat.send': 'allowed',
  'chat.direct': 'allowed',
  'notes.edit': 'allowed',
  'recording.start': 'moderators',
  'stream.start': 'hosts',
};

/** Present policies with the given ones laid over them. */
export function mergePolicies(present: Policies, input: PoliciesInput): Policies {
  return policiesSchema.parse({
    ...present,
    ...Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)),
  });
}
