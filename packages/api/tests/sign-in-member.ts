import { newId } from '@cloudmeet/contracts';
import type { MemberRole } from '@cloudmeet/contracts';
import type { Database } from '@cloudmeet/database';
import type { Accounts } from '@cloudmeet/platform/identity';

export interface SignedInMember {
  userId: string;
  email: string;
  accessToken: string;
}

/** Makes a person, a member of the tenant if one is named, and signs them in without the cost of a password. */
export async function signInMember(
  { database, accounts }: { database: Database; accounts: Accounts },
  membership: { tenantId: string; role: MemberRole } | null,
  name = 'Member',
): Promise<SignedInMember> {
  const id = newId('user');
  const email = `${id}@example.com`.toLowerCase();
  await database.identity.users.ensure({ id, email, name });
  if (membership)
    await database.forTenant(membership).transaction((repos) => repos.members.set(id, membership.role));
  const { accessToken, originId } = await accounts.issue({ subject: id, email, name }, '');
  const now = new Date();
  await database.identity.sessions.create({
    ...{ id: newId('userSession'), userId: id, originId, renewalSealed: null, refreshHash: originId },
    ...{ userAgent: null, address: null, now, expiresAt: new Date(now.getTime() + 3_600_000) },
  });
  return { userId: id, email, accessToken };
}
