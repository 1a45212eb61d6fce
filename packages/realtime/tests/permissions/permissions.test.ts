import {
  commandNames,
  commandSpecs,
  defaultPolicies,
  permissions,
  permissionTable,
  policyPermissions,
  roles,
} from '@cloudmeet/contracts';
import type {
  MediaPolicy,
  Permission,
  Policies,
  PolicyPermission,
  PolicyValue,
  Role,
} from '@cloudmeet/contracts';
import { createRoomWorld } from '@cloudmeet/testing/rooms';
import type { RealtimeNode, RoomWorld } from '@cloudmeet/testing/rooms';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isExpected } from './expected.ts';
import type { PermissionTable, Situation } from './expected.ts';
import { attempts, setStage, tryIt } from './stage.ts';
import type { Attempt, Stage } from './stage.ts';

let world: RoomWorld;
let node: RealtimeNode;

beforeAll(async () => {
  world = await createRoomWorld();
  node = await world.startNode();
});
afterAll(() => world.close());

interface Result {
  situation: Situation;
  attempt: Attempt;
  isAllowed: boolean;
}
const results: Result[] = [];

const values: readonly PolicyValue[] = ['allowed', 'on-request', 'off'];
const grantsOf: Record<string, readonly Permission[] | undefined> = {
  'no narrowing': undefined,
  'all grants': permissions,
  'no grants': [],
};
const nothing: readonly PolicyPermission[] = [];

/** What a host allowed on top matters only where the policy asks for it. */
function grantedOf(policies: Policies): (readonly PolicyPermission[])[] {
  return JSON.stringify(policies).includes('on-request') ? [nothing, policyPermissions] : [nothing];
}

function policiesOf(value: PolicyValue, media: MediaPolicy = value): Policies {
  return {
    ...defaultPolicies,
    'media.publish': media,
    'screen.share': value,
    'chat.send': value,
    'chat.direct': value,
    'notes.edit': value,
  };
}

const mediaSplits: readonly Policies[] = [
  policiesOf('allowed', { audio: 'allowed', video: 'off' }),
  policiesOf('off', { audio: 'on-request', video: 'allowed' }),
];

const situations: [string, Situation][] = roles.flatMap((role: Role) =>
  [...values.map((value) => policiesOf(value)), ...mediaSplits].flatMap((policies) =>
    Object.entries(grantsOf).flatMap(([narrowing, grants]) =>
      grantedOf(policies).map((granted): [string, Situation] => [
        `${role}, media ${JSON.stringify(policies['media.publish'])}, chat ${policies['chat.send']}, ${narrowing}, ${granted.length > 0 ? 'allowed by a host' : 'nothing allowed'}`,
        { role, policies, grants, granted },
      ]),
    ),
  ),
);

/** `seq` of the log now: the answer to a command that changes nothing. */
function currentSeq({ host }: Stage): Promise<number> {
  return host.cmd('room.lock', { locked: false });
}

function mismatches(table: PermissionTable): string[] {
  return results.flatMap(({ situation, attempt: { command, kind }, isAllowed }) =>
    isExpected(table, command, situation, kind) === isAllowed
      ? []
      : [
          `${command} ${kind ?? ''} as ${situation.role} with ${JSON.stringify(situation.policies)}: ${String(isAllowed)}`,
        ],
  );
}

test('every command of the protocol is tried', () => {
  expect([...new Set(attempts.map(({ command }) => command))].sort()).toEqual([...commandNames].sort());
});

test.each(situations)(
  'RL-20 over the socket the table decides every command: %s',
  async (_name, situation) => {
    const stage = await setStage(world, node, situation);
    for (const attempt of attempts) {
      const args = await attempt.args(stage);
      const before = await currentSeq(stage);
      const isAllowed = await tryIt(stage, attempt.command, args);
      results.push({ situation, attempt, isAllowed });
      const expected = isExpected(permissionTable, attempt.command, situation, attempt.kind);
      expect({ ...attempt, isAllowed }).toEqual({ ...attempt, isAllowed: expected });
      if (!isAllowed) expect(await currentSeq(stage), `${attempt.command} changed nothing`).toBe(before);
    }
    await Promise.all([stage.actor, stage.host, stage.target].map((client) => client.close()));
  },
);

test('the results agree with the table, and with no table that has one row flipped (control)', () => {
  expect(results.length).toBe(situations.length * attempts.length);
  expect(mismatches(permissionTable)).toEqual([]);
  const tried = new Set(attempts.map(({ command }) => commandSpecs[command].permission));
  for (const permission of tried) {
    for (const role of roles) {
      const rule = permissionTable[permission][role] === 'no' ? 'yes' : 'no';
      const flipped = { ...permissionTable, [permission]: { ...permissionTable[permission], [role]: rule } };
      expect(mismatches(flipped), `${permission} flipped for ${role}`).not.toEqual([]);
    }
  }
});
