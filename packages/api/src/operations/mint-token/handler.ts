import { CloudMeetError } from '@cloudmeet/contracts';
import type { OperationHandler } from '../../http/operation-handler.ts';
import { roomPageUrl } from '../../rooms/room-body.ts';
import { mintedClaims, signRoomToken } from '../../tokens/mint-room-token.ts';

export const mintToken: OperationHandler<'mintToken'> = {
  async handle({ credential, params, body }, context) {
    const { tenantId } = credential;
    const { roomId } = params;
    if (!(await context.rooms.has(tenantId, roomId))) throw new CloudMeetError('not-found');
    const scope = { issuer: context.publicApiUrl, tenantId, roomId };
    const claims = mintedClaims(body, scope, context.nowMs());
    const token = signRoomToken(claims, await context.serviceKeys.signer());
    const expiresAt = new Date(claims.exp * 1000).toISOString();
    const joinUrl = `${roomPageUrl(context.publicRoomUrl, roomId)}#token=${token}`;
    return { body: { token, expiresAt, joinUrl } };
  },
};
