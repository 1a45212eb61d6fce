import { CloudMeetError } from '@cloudmeet/contracts';
import type { OperationHandler } from '../../http/operation-handler.ts';
import { createOwnedTenant } from '../../identity/create-owned-tenant.ts';
import { signedInBody } from '../../identity/signed-in-body.ts';

const taken = () =>
  new CloudMeetError('conflict', {
    detail: 'This address cannot sign up. Sign in with it, or set a new password.',
  });

/** When the process dies between, there is an account without a tenant, and `POST /v1/tenants` makes one. */
export const signUp: OperationHandler<'signUp'> = {
  async handle({ body, device }, { identity, database, signUpOpen }) {
    if (!signUpOpen) throw new CloudMeetError('sign-up-closed');
    const { tenantName, ...account } = body;
    const signedUp = await identity.signUp(account, device);
    if (!signedUp) throw taken();
    await createOwnedTenant(database, { userId: signedUp.userId, email: body.email }, tenantName);
    return { body: signedInBody(signedUp.tokens) };
  },
};
