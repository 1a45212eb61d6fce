import { allowedPermissions, CloudMeetError, limitPolicies } from '@cloudmeet/contracts';
import type { Policies, TokenInspection } from '@cloudmeet/contracts';
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

/** The room of a token, and the most that its tenant lets any room allow. */
interface Found {
  room: RoomRecord;
  most: Policies;
}

async function inspect(token: string, tenantId: string, context: OperationContext): Promise<TokenInspection> {
  let found: Found | null = null;
  const { claims, role, grants } = await verifyRoomToken(token, {
    nowMs: context.nowMs(),
    issuer: context.publicApiUrl,
    keys: context.roomTokenKeys,
    tenantId,
    roomExists: async (_tenantId, roomId) => {
      const tenant = context.database.forTenant({ tenantId });
      found = await tenant.transaction(async (repos) => {
        const room = await repos.rooms.findById(roomId);
        return room && { room, most: await repos.tenant.policies() };
      });
      return found !== null;
    },
  });
  const { room, most } = asFound(found);
  const policies = limitPolicies(room.policies, most);
  return { valid: true, claims, allows: allowedPermissions({ role, grants, policies }) };
}

function asFound(found: Found | null): Found {
  if (!found) throw new Error('A token was believed without its room.');
  return found;
}

export const inspectToken: OperationHandler<'inspectToken'> = {
  async handle({ body, credential }, context) {
    const { token } = body;
    const { tenantId } = credential;
    const answer = await inspect(token, tenantId, context).catch((error: unknown) => refusal(error, token));
    return { body: answer };
  },
};
