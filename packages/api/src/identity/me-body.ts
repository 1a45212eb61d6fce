import type { Me } from '@cloudmeet/contracts';
import type { Identity, Person } from '@cloudmeet/platform/identity';

/** Who is signed in, as the API shows them to themselves. */
export async function meBody(person: Person, identity: Identity): Promise<Me> {
  const { userId: id, email, name, memberships } = person;
  return { id, email, name, mfa: await identity.hasMfa(person), memberships };
}
