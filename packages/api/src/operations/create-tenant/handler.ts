import { CloudMeetError } from '@cloudmeet/contracts';
import type { OperationHandler } from '../../http/operation-handler.ts';
import { createOwnedTenant } from '../../identity/create-owned-tenant.ts';
import { tenantBody } from '../../tenants/tenant-body.ts';

export const createTenant: OperationHandler<'createTenant'> = {
  async handle({ person, body }, { authenticator, database, signUpOpen }) {
    if (!signUpOpen) throw new CloudMeetError('sign-up-closed');
    const tenant = await createOwnedTenant(database, person, body.name);
    authenticator.forgetPerson(person.userId);
    return { body: tenantBody(tenant) };
  },
};
