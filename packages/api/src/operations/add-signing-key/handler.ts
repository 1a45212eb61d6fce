import { CloudMeetError, limits, newId } from '@cloudmeet/contracts';
import { algorithmOf, checkPublicKey, kidOf } from '@cloudmeet/service-kit/room-token';
import type { OperationHandler } from '../../http/operation-handler.ts';
import { signingKeyBody } from '../../tenants/signing-key-body.ts';

const taken = () =>
  new CloudMeetError('conflict', { detail: 'A key with this kid is or was registered already.' });

export const addSigningKey: OperationHandler<'addSigningKey'> = {
  /** A tenant's key must never stand in for one of the deployment. */
  async before({ body }, { serviceKeys }) {
    checkPublicKey(body.publicKeyJwk);
    if (await serviceKeys.isOurs(await kidOf(body.publicKeyJwk))) throw taken();
  },

  async inTransaction(repos, { body }) {
    const { publicKeyJwk } = body;
    const kid = await kidOf(publicKeyJwk);
    const added = { id: newId('signingKey'), kid, algorithm: algorithmOf(publicKeyJwk), publicKeyJwk };
    const outcome = await repos.signingKeys.add(added, { max: limits.signingKeysMax });
    if (outcome.status === 'exists') throw taken();
    if (outcome.status === 'limit-reached') throw new CloudMeetError('limit-reached');
    return { body: signingKeyBody(outcome.key) };
  },
};
