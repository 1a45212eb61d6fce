import { CloudMeetError, newPasswordSchema } from '@cloudmeet/contracts';
import type { Database, OfferRecord } from '@cloudmeet/database';
import type { Device, Identity, SignInOutcome } from '@cloudmeet/platform/identity';
import { currentContext, sha256Hex } from '@cloudmeet/service-kit';
import type { OperationHandler } from '../../http/operation-handler.ts';

interface Given {
  password: string;
  name?: string | undefined;
}

/** Signs in with the account of the address, or makes it. Either proves the person before they become a member. */
async function signInOrUp(identity: Identity, offer: OfferRecord, given: Given, device: Device) {
  const { email } = offer;
  const { password } = given;
  if (await identity.hasAccount(email)) return identity.signIn({ email, password }, device);
  if (!newPasswordSchema.safeParse(password).success) throw new CloudMeetError('password-refused');
  const name = given.name ?? email.split('@')[0] ?? email;
  const signedUp = await identity.signUp({ email, password, name }, device);
  if (!signedUp) throw new CloudMeetError('sign-in-refused');
  return { status: 'signed-in', ...signedUp.tokens } satisfies SignInOutcome;
}

/** The invitation is used up and the membership made in one transaction. */
async function becomeMember(database: Database, offer: OfferRecord, userId: string): Promise<void> {
  await database.forTenant(offer).transaction(async (repos) => {
    if (!(await repos.invitations.accept(offer.id))) throw new CloudMeetError('link-expired');
    await repos.members.add(userId, offer.role);
    await repos.audit.append({
      ...{ at: new Date(), action: 'acceptInvitation', targetType: 'member', targetId: userId },
      ...{ actor: { type: 'user', id: userId, label: offer.email }, outcome: 'done' },
      ...{ requestId: currentContext()?.requestId ?? 'none', detail: { role: offer.role } },
    });
  });
}

export const acceptInvitation: OperationHandler<'acceptInvitation'> = {
  async handle({ body, device }, { database, identity, authenticator, nowMs }) {
    const offer = await database.identity.findOffer(sha256Hex(body.token), new Date(nowMs()));
    if (!offer) throw new CloudMeetError('link-expired');
    const outcome = await signInOrUp(identity, offer, body, device);
    const userId = await identity.findUserId(offer.email);
    if (userId === null) throw new CloudMeetError('sign-in-refused');
    await becomeMember(database, offer, userId);
    authenticator.forgetPerson(userId);
    return { body: outcome };
  },
};
