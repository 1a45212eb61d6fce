import { CloudMeetError, limits } from '@cloudmeet/contracts';
import type { SecretBox } from '@cloudmeet/service-kit';
import { z } from 'zod';

const challengeSchema = z.strictObject({ email: z.string(), challenge: z.string(), untilMs: z.int() });

/** A sign-in that waits for its code, as a sealed text that the client sends back. */
export interface Challenges {
  seal(opened: { email: string; challenge: string }): string;
  /** @throws CloudMeetError `challenge-expired` for one that is old, changed or not ours */
  open(sealed: string): { email: string; challenge: string };
}

export function createChallenges(box: SecretBox, nowMs: () => number): Challenges {
  return {
    seal: (opened) =>
      box.seal(JSON.stringify({ ...opened, untilMs: nowMs() + limits.signInChallengeSeconds * 1000 })),
    open(sealed) {
      let text: string;
      try {
        text = box.open(sealed);
      } catch (cause) {
        throw new CloudMeetError('challenge-expired', { cause });
      }
      const { untilMs, ...opened } = challengeSchema.parse(JSON.parse(text));
      if (untilMs <= nowMs()) throw new CloudMeetError('challenge-expired');
      return opened;
    },
  };
}
