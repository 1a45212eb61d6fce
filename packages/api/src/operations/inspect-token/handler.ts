import { allowedPermissions, CloudMeetError } from '@cloudmeet/contracts';
import type { TokenInspection } from '@cloudmeet/contracts';
import type { RoomRecord } from '@cloudmeet/database';
import { verifyRoomToken } from '@cloudmeet/service-kit/room-token';
import type { OperationContext, OperationHandler } from '../../http/operation-handler.ts';
import { shownClaims } from './shown-claims.ts';

/** A refused token is an answer; anything else that goes wrong is not. */
function refusal(error: unknown, token: string): TokenInspection {
  if (!(error instanceof CloudMeetError) || !error.code.startsWith('token-')) throw error;
  const claims = shownClaims(token);
  return {
    valid: false,
    code: error.code,
    reason: error.message,
    fix: error.fix,
    ...(claims ? { claims } : {}),
    allows: [],
  };
}

async function inspect(token: string, tenantId: string, context: OperationContext): Promise<TokenInspection> {
  let room: RoomRecord | null = null;
  const { claims, role, grants } = await verifyRoomToken(token, {
    nowMs: context.nowMs(),
    issuer: context.publicApiUrl,
    keys: context.roomTokenKeys,
    tenantId,
    roomExists: async (_tenantId, roomId) => {
      const tenant = context.database.forTenant({ tenantId });
      room = await tenant.transaction((repos) => repos.rooms.findById(roomId));
      return room !== null;
    },
  });
  const { policies } = asFound(room);
  return { valid: true, claims, allows: allowedPermissions({ role, grants, policies }) };
}

function asFound(room: RoomRecord | null): RoomRecord {
  if (!room) throw new Error('A token was believed without its room.');
  return room;
}

export const inspectToken: OperationHandler<'inspectToken'> = {
  async handle({ body, credential }, context) {
    const { token } = body;
    const { tenantId } = credential;
    const answer = await inspect(token, tenantId, context).catch((error: unknown) => refusal(error, token));
    return { body: answer };
  },
};
