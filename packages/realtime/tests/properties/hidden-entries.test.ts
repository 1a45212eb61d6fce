import fc from 'fast-check';
import { expect, test } from 'vitest';
import { worldOfFile } from '../world-of-file.ts';
import { gather, orRefused } from './crowd.ts';
import type { Crowd } from './crowd.ts';

const use = worldOfFile();

type Step =
  | { do: 'direct'; from: number; to: number }
  | { do: 'say'; from: number }
  | { do: 'promote'; who: number }
  | { do: 'demote'; who: number }
  | { do: 'return'; who: number };

const index = fc.nat({ max: 3 });
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: fc.record({ do: fc.constant('direct' as const), from: index, to: index }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('say' as const), from: index }) },
    fc.record({ do: fc.constant('promote' as const), who: index }),
    fc.record({ do: fc.constant('demote' as const), who: index }),
    fc.record({ do: fc.constant('return' as const), who: index }),
  ),
  { minLength: 5, maxLength: 25 },
);

interface Secret {
  text: string;
  parties: readonly string[];
}

/** Takes one step; what was said between two is a secret of the two. */
async function take({ people }: Crowd, step: Step, number: number, secrets: Secret[]): Promise<void> {
  const host = people[0];
  const person = people['who' in step ? step.who : step.from];
  if (!host || !person) return;
  if (step.do === 'say') return orRefused(person.cmd('chat.send', { text: `public ${String(number)}` }));
  if (step.do === 'direct') {
    const to = people[step.to]?.participantId ?? '';
    const text = `SECRET-${String(number)}-`;
    secrets.push({ text, parties: [person.participantId, to] });
    return orRefused(person.cmd('chat.direct', { to, text }));
  }
  if (step.do === 'return') {
    person.cut();
    await person.untilClosed();
    await person.resume();
    return;
  }
  const role = step.do === 'promote' ? 'moderator' : 'attendee';
  await orRefused(host.cmd('participant.changeRole', { participantId: person.participantId, role }));
}

function leaks({ people }: Crowd, secrets: readonly Secret[]): string[] {
  return people.flatMap((person) => {
    const heard = JSON.stringify(person.frames);
    return secrets
      .filter(({ text, parties }) => heard.includes(text) && !parties.includes(person.participantId))
      .map(({ text }) => `${person.participantId} heard ${text}`);
  });
}

test(
  'RL-7 nobody ever receives what two others said to each other, and seq stays dense for all',
  { timeout: 120_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (taken) => {
        const crowd = await gather(use.world, use.node);
        const secrets: Secret[] = [];
        for (const [number, step] of taken.entries()) await take(crowd, step, number, secrets);
        const last = (await crowd.people[0]?.cmd('hand.raise', {})) ?? 0;
        await Promise.all(crowd.people.map((person) => person.untilSeq(last)));
        expect(leaks(crowd, secrets)).toEqual([]);
        expect(crowd.people.flatMap(({ view }) => view.gaps)).toEqual([]);
        // Control: read as if nobody were party to anything, the same frames show every delivered secret.
        const delivered = leaks(
          crowd,
          secrets.map(({ text }) => ({ text, parties: [] })),
        );
        expect(delivered.length).toBeGreaterThanOrEqual(secrets.length);
        await Promise.all(crowd.people.map((person) => person.close()));
      }),
      { numRuns: 15, seed: 20_261_121 },
    );
  },
);
