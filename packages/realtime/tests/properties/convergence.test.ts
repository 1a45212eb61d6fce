import type { CommandName } from '@cloudmeet/contracts';
import type { RoomClient } from '@cloudmeet/testing';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { worldOfFile } from '../world-of-file.ts';
import { expectedView, fold, gather, orRefused, readLog } from './crowd.ts';
import type { Crowd } from './crowd.ts';

const use = worldOfFile();

/** Somebody does something, to somebody else where it needs one. */
interface Step {
  who: number;
  whom: number;
  what: (typeof deeds)[number] | 'cut' | 'leave and return';
}

const deeds = [
  ['chat.send', () => ({ text: 'hello' })],
  ['chat.direct', (to: string) => ({ to, text: 'psst' })],
  ['hand.raise', () => ({})],
  ['hand.lower', () => ({})],
  ['hand.lowerOther', (participantId: string) => ({ participantId })],
  ['hand.invite', (participantId: string) => ({ participantId, permissions: ['media.publish'] })],
  ['hand.uninvite', (participantId: string) => ({ participantId, permissions: ['media.publish'] })],
  ['media.publish', () => ({ kinds: ['audio', 'video'] })],
  ['media.unpublish', () => ({ kinds: ['video'] })],
  ['screen.share', () => ({})],
  ['participant.mute', (participantId: string) => ({ participantId })],
  ['participant.changeRole', (participantId: string) => ({ participantId, role: 'moderator' })],
  ['participant.changeRole', (participantId: string) => ({ participantId, role: 'attendee' })],
  ['room.updatePolicy', () => ({ policies: { 'media.publish': 'on-request' } })],
  ['room.updatePolicy', () => ({ policies: { 'media.publish': 'allowed' } })],
  ['room.lock', () => ({ locked: true })],
  ['room.lock', () => ({ locked: false })],
  ['layout.set', () => ({ layout: 'speaker' })],
  ['spotlight.set', (participantId: string) => ({ participantId })],
  ['recording.start', () => ({})],
  ['recording.stop', () => ({})],
  ['recording.consent', () => ({})],
  ['stream.start', () => ({ rtmpUrls: ['rtmp://127.0.0.1/live/key'] })],
  ['stream.stop', () => ({})],
] as const satisfies readonly (readonly [CommandName, (id: string) => unknown])[];

const step: fc.Arbitrary<Step> = fc.record({
  who: fc.nat({ max: 3 }),
  whom: fc.nat({ max: 3 }),
  what: fc.oneof(
    { weight: 20, arbitrary: fc.constantFrom(...deeds) },
    { weight: 2, arbitrary: fc.constant('cut' as const) },
    { weight: 1, arbitrary: fc.constant('leave and return' as const) },
  ),
});

async function comeAgain(crowd: Crowd, at: number, person: RoomClient): Promise<void> {
  await person.leave();
  const role = at === 0 ? 'host' : 'attendee';
  const again = use.world.person(use.node, crowd.roomId, { role }, { consent: true });
  await orRefused(again.then((client) => (crowd.people[at] = client)));
}

async function take(crowd: Crowd, { who, whom, what }: Step): Promise<void> {
  const person = crowd.people[who];
  const other = crowd.people[whom];
  if (!person?.isOpen || !other) return;
  if (what === 'leave and return') return comeAgain(crowd, who, person);
  if (what === 'cut') {
    person.cut();
    await person.untilClosed();
    await person.resume();
    return;
  }
  const [name, args] = what;
  await orRefused(person.command(name, args(other.participantId)));
}

test(
  'RL-2 whatever people do, everybody’s view is the fold of the log as they may see it',
  { timeout: 180_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(step, { maxLength: 4 }), { minLength: 3, maxLength: 12 }),
        async (waves) => {
          const crowd = await gather(use.world, use.node);
          const sessionId = crowd.people[0]?.state.sessionId ?? '';
          // What stands in one wave happens at the same time.
          for (const wave of waves)
            await Promise.all(wave.filter(onePerPerson).map((one) => take(crowd, one)));
          const present = crowd.people.filter(({ isOpen }) => isOpen);
          const marks = await Promise.all(present.map((person) => person.cmd('hand.raise', {})));
          await Promise.all(present.map((person) => person.untilSeq(Math.max(...marks))));

          const log = await readLog(use.world, sessionId);
          const state = fold(log);
          expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1));
          for (const person of present) {
            expect(person.view.gaps).toEqual([]);
            expect(person.state).toEqual(expectedView(person, state));
          }
          // Control: without its last entry the fold is not what people see.
          for (const person of present)
            expect(person.state).not.toEqual(expectedView(person, fold(log.slice(0, -1))));
          await Promise.all(crowd.people.map((person) => person.close()));
        },
      ),
      { numRuns: 15, seed: 20_261_121 },
    );
  },
);

function onePerPerson({ who }: Step, index: number, wave: readonly Step[]): boolean {
  return wave.findIndex((one) => one.who === who) === index;
}
