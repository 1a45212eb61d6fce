import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allowedPermissions, can, decide, policyValue } from './can.ts';
import { permissions, permissionTable } from './permissions.ts';
import { capturePermissions, defaultPolicies, mergePolicies, policyPermissions } from './policies.ts';
import type { PoliciesInput } from './policies.ts';
import { roleOf, roles } from './role.ts';
import type { Role } from './role.ts';

/** PRODUCT's table, written out a second time on purpose: the control of the table itself. */
const hostsOnly = ['room.end', 'participant.changeRole', 'stream.start', 'stream.stop', 'room.updatePolicy'];
const moderatorsToo = [
  'hand.lowerOther', 'hand.invite', 'participant.mute', 'participant.stopVideo', 'participant.remove', 'lobby.admit', 'room.lock',
  'layout.set', 'spotlight.set', 'chat.delete', 'poll.manage', 'question.moderate', 'playback.control', 'content.present',
  'content.upload', 'breakout.manage', 'recording.start', 'recording.stop',
]; // prettier-ignore

describe('the permission table', () => {
  it('says for each role what the product says', () => {
    for (const permission of permissions) {
      const row = permissionTable[permission];
      const isHosts = hostsOnly.includes(permission);
      const isModerators = moderatorsToo.includes(permission);
      const given = (capturePermissions as readonly string[]).includes(permission) ? 'policy' : 'yes';
      expect(row.host).toBe(given);
      expect(row.moderator).toBe(isHosts ? 'no' : given);
      expect(can(permission, { role: 'host', policies: defaultPolicies })).toBe(true);
      expect(can(permission, { role: 'moderator', policies: defaultPolicies })).toBe(!isHosts);
      const policy = (policyPermissions as readonly string[]).includes(permission);
      expect(row.attendee).toBe(isHosts || isModerators ? 'no' : policy ? 'policy' : 'yes');
    }
    expect(permissions).toHaveLength(34);
  });

  it('takes a missing or unknown role as attendee', () => {
    for (const claim of [undefined, null, 'owner', 'HOST', 7, ['host'], { role: 'host' }])
      expect(roleOf(claim)).toBe('attendee');
  });
});

describe('a decision', () => {
  it('never gives more with grants than without', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...roles),
        fc.subarray(permissions),
        fc.constantFrom(...permissions),
        (role, grants, permission) => {
          const wide = can(permission, { role, policies: defaultPolicies });
          const narrow = can(permission, { role, policies: defaultPolicies, grants });
          expect(narrow && !wide).toBe(false);
          expect(narrow).toBe(wide && (permission === 'room.join' || grants.includes(permission)));
        },
      ),
    );
  });

  it('narrows who may record and stream, and gives it to nobody', () => {
    const may = (role: Role, policies: PoliciesInput) =>
      (['recording.start', 'stream.start'] as const).map((permission) =>
        can(permission, { role, policies: mergePolicies(defaultPolicies, policies) }),
      );
    expect(may('moderator', { 'recording.start': 'hosts' })).toEqual([false, false]);
    expect(may('host', { 'recording.start': 'hosts' })).toEqual([true, true]);
    expect(may('host', { 'recording.start': 'off', 'stream.start': 'off' })).toEqual([false, false]);
    expect(may('attendee', { 'recording.start': 'moderators' })).toEqual([false, false]);
  });

  it('names the reason of a refusal', () => {
    const policies = mergePolicies(defaultPolicies, { 'chat.send': 'off', 'screen.share': 'on-request' });
    const attendee = { role: 'attendee', policies } as const;
    expect(decide('room.end', attendee)).toEqual({ allowed: false, reason: 'role' });
    expect(decide('chat.send', attendee)).toEqual({ allowed: false, reason: 'policy-off' });
    expect(decide('screen.share', attendee)).toEqual({ allowed: false, reason: 'on-request' });
    expect(decide('hand.raise', { ...attendee, grants: [] })).toEqual({ allowed: false, reason: 'grant' });
  });

  it('lets an invitation answer a request, but not an "off"', () => {
    const granted = ['chat.send', 'screen.share'] as const;
    const policies = mergePolicies(defaultPolicies, { 'chat.send': 'off', 'screen.share': 'on-request' });
    expect(can('screen.share', { role: 'attendee', policies, granted })).toBe(true);
    expect(can('chat.send', { role: 'attendee', policies, granted })).toBe(false);
  });

  it('decides audio and video apart, and takes the stricter where the kind is not named', () => {
    const policies = mergePolicies(defaultPolicies, { 'media.publish': { audio: 'allowed', video: 'off' } });
    expect(can('media.publish', { role: 'attendee', policies }, 'audio')).toBe(true);
    expect(can('media.publish', { role: 'attendee', policies }, 'video')).toBe(false);
    expect(policyValue(policies, 'media.publish')).toBe('off');
  });

  it('shows an attendee only what an attendee may do', () => {
    const shown = allowedPermissions({ role: 'attendee', policies: defaultPolicies });
    expect(shown).toContain('chat.send');
    expect(shown).not.toContain('participant.mute');
  });
});
