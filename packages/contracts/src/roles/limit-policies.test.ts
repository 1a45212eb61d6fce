import fc from 'fast-check';
import { expect, test } from 'vitest';
import { can } from './can.ts';
import { changedPolicies, limitPolicies } from './limit-policies.ts';
import { permissions } from './permissions.ts';
import { defaultPolicies, mergePolicies, policiesSchema } from './policies.ts';
import type { Policies } from './policies.ts';
import { roles } from './role.ts';

const value = fc.constantFrom('allowed', 'on-request', 'off');
const policies: fc.Arbitrary<Policies> = fc.record({
  'media.publish': fc.oneof(value, fc.record({ audio: value, video: value })),
  'screen.share': value,
  'chat.send': value,
  'chat.direct': value,
  'notes.edit': value,
  'recording.start': fc.constantFrom('moderators', 'hosts', 'off'),
  'stream.start': fc.constantFrom('hosts', 'off'),
});
const kinds = [undefined, 'audio', 'video'] as const;

test('a room never allows more than its tenant does, and no less than both do', () => {
  fc.assert(
    fc.property(policies, policies, fc.constantFrom(...roles), (room, tenant, role) => {
      const limited = limitPolicies(room, tenant);
      for (const permission of permissions)
        for (const kind of kinds) {
          const by = (one: Policies) => can(permission, { role, policies: one }, kind);
          expect(by(limited)).toBe(by(room) && by(tenant));
        }
    }),
  );
});

test('the widest policies limit nothing, and limiting twice is limiting once', () => {
  fc.assert(
    fc.property(policies, policies, (room, tenant) => {
      expect(changedPolicies(room, limitPolicies(room, defaultPolicies))).toEqual({});
      const limited = limitPolicies(room, tenant);
      expect(limitPolicies(limited, tenant)).toEqual(limited);
    }),
  );
});

test('what is told to have changed makes the one into the other', () => {
  fc.assert(
    fc.property(policies, policies, (before, after) => {
      const made = mergePolicies(before, changedPolicies(before, after));
      expect(changedPolicies(made, after)).toEqual({});
    }),
  );
});

test('a room from before recordings had a policy is read with the widest', () => {
  const { 'recording.start': _recording, 'stream.start': _stream, ...old } = defaultPolicies;
  expect(policiesSchema.parse(old)).toEqual(defaultPolicies);
});
