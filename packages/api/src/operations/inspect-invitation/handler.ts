import { CloudMeetError } from '@cloudmeet/contracts';
import { sha256Hex } from '@cloudmeet/service-kit';
import type { OperationHandler } from '../../http/operation-handler.ts';

export const inspectInvitation: OperationHandler<'inspectInvitation'> = {
  async handle({ body }, { database, identity, nowMs }) {
    const offer = await database.identity.findOffer(sha256Hex(body.token), new Date(nowMs()));
    if (!offer) throw new CloudMeetError('link-expired');
    const { tenantName, email, role } = offer;
    return { body: { tenantName, email, role, accountExists: await identity.hasAccount(email) } };
  },
};
