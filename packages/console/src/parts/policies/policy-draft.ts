import { changedPolicies, limitPolicies, policyPermissions } from '@cloudmeet/contracts';
import type { PolicyPermission, PolicyValue } from '@cloudmeet/contracts';
import type { Policies } from '../../api/api.ts';

/** What attendees may do, as a form has it: audio and video always apart. */
export type AttendeeField = Exclude<PolicyPermission, 'media.publish'> | 'audio' | 'video';
export const attendeeFields: readonly AttendeeField[] = [
  'audio',
  'video',
  ...policyPermissions.filter((name) => name !== 'media.publish'),
];

/** Policies as a form has them. */
export type PolicyDraft = Record<AttendeeField, PolicyValue> &
  Pick<Policies, 'recording.start' | 'stream.start'>;

export function policyDraftOf(policies: Policies): PolicyDraft {
  const { 'media.publish': media, ...rest } = policies;
  const [audio, video] = typeof media === 'string' ? [media, media] : [media.audio, media.video];
  return { audio, video, ...rest };
}

export function policiesOfDraft({ audio, video, ...rest }: PolicyDraft): Policies {
  return { ...rest, 'media.publish': audio === video ? audio : { audio, video } };
}

/** Whether somebody may do less by the next policies than by the present ones. */
export function isNarrower(present: Policies, next: Policies): boolean {
  return Object.keys(changedPolicies(present, limitPolicies(present, next))).length > 0;
}
