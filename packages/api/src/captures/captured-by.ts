import type { CapturedBy } from '@cloudmeet/contracts';
import { callerId } from '../credentials/credential.ts';
import type { Credential } from '../credentials/credential.ts';

/** Who asked over REST, as recordings and streams name them. */
export function capturedBy(credential: Credential): CapturedBy {
  const name = credential.type === 'api-key' ? credential.name : credential.person.name;
  return { kind: 'api', id: callerId(credential), name };
}
