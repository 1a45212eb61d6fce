import { newId } from '@cloudmeet/contracts';
import type { RandomFill } from '@cloudmeet/contracts';
import type { Database } from '@cloudmeet/database';
import { createRoomTokenKeys, verifyRoomToken } from '@cloudmeet/service-kit/room-token';
import type { Clock } from '../clock.ts';
import type { Guest } from '../room/room-view.ts';

export interface RecogniserOptions {
  database: Pick<Database, 'forTenant' | 'system' | 'serviceKeys'>;
  /** The public API address: `iss` of the tokens that this deployment signs. */
  issuer: string;
  clock: Clock;
  random?: RandomFill | undefined;
}

export type Recognise = (token: string, roomId: string) => Promise<Guest & { tenantId: string }>;

/** Verifies room tokens for the room that is being entered, and gives their bearers a participant id. */
export function createRecogniser({ database, issuer, clock, random }: RecogniserOptions): Recognise {
  const keys = createRoomTokenKeys(database, { nowMs: () => clock.nowMs() });
  const roomExists = async (tenantId: string, roomId: string) => {
    const room = await database.forTenant({ tenantId }).transaction((repos) => repos.rooms.findById(roomId));
    return room !== null;
  };
  return async (token, roomId) => {
    const check = { nowMs: clock.nowMs(), issuer, keys, roomExists, roomId };
    const { claims, role, grants } = await verifyRoomToken(token, check);
    return {
      participantId: newId('participant', random),
      tenantId: claims.tid,
      userId: claims.sub,
      tokenId: claims.jti,
      grants,
      role,
      tokenName: claims.name,
      avatarUrl: claims.avatar,
      metadata: claims.metadata,
      receive: claims.receive,
      onDuplicate: claims.onDuplicate ?? 'replace',
      expiresAtSeconds: claims.exp,
    };
  };
}
