import { policyValue } from './can.ts';
import { capturePermissions, policyPermissions } from './policies.ts';
import type { MediaPolicy, Policies, PoliciesInput } from './policies.ts';

/** The less a value allows, the further left it stands. */
const strictness = ['off', 'on-request', 'hosts', 'moderators', 'allowed'] as const;

function stricter<Value extends (typeof strictness)[number]>(one: Value, other: Value): Value {
  return strictness.indexOf(one) <= strictness.indexOf(other) ? one : other;
}

function stricterMedia(one: Policies, other: Policies): MediaPolicy {
  const [audio, video] = (['audio', 'video'] as const).map((kind) =>
    stricter(policyValue(one, 'media.publish', kind), policyValue(other, 'media.publish', kind)),
  );
  if (audio === undefined || video === undefined) throw new Error('A kind of media has no policy.');
  return audio === video ? audio : { audio, video };
}

/** Policies that allow no more than `most` does, one by one. */
export function limitPolicies(policies: Policies, most: Policies): Policies {
  return {
    'media.publish': stricterMedia(policies, most),
    'screen.share': stricter(policies['screen.share'], most['screen.share']),
    'chat.send': stricter(policies['chat.send'], most['chat.send']),
    'chat.direct': stricter(policies['chat.direct'], most['chat.direct']),
    'notes.edit': stricter(policies['notes.edit'], most['notes.edit']),
    'recording.start': stricter(policies['recording.start'], most['recording.start']),
    'stream.start': stricter(policies['stream.start'], most['stream.start']),
  };
}

/** The policies of `after` that say another thing than those of `before`. */
export function changedPolicies(before: Policies, after: Policies): PoliciesInput {
  const changed = [...policyPermissions, ...capturePermissions].filter(
    (permission) => !saysTheSame(permission, before, after),
  );
  return Object.fromEntries(changed.map((permission) => [permission, after[permission]]));
}

function saysTheSame(permission: keyof Policies, one: Policies, other: Policies): boolean {
  if (permission !== 'media.publish') return one[permission] === other[permission];
  return (['audio', 'video'] as const).every(
    (kind) => policyValue(one, permission, kind) === policyValue(other, permission, kind),
  );
}
