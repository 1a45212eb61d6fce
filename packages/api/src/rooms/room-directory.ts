import type { Database } from '@cloudmeet/database';
import { createShortMemory } from '../memory/short-memory.ts';

/** Says whether a tenant has a room, without asking the database for every token that is minted. */
export interface RoomDirectory {
  has(tenantId: string, roomId: string): Promise<boolean>;
  /** The room was deleted here. */
  forget(roomId: string): void;
}

/**
 * A room that another process has deleted is still believed for `rememberMs` (default 1,000). That lets a token be
 * minted a moment too late, never used: whoever joins is checked against the room itself.
 */
export function createRoomDirectory(options: {
  database: Pick<Database, 'forTenant'>;
  rememberMs?: number;
  nowMs?: () => number;
}): RoomDirectory {
  const { database, rememberMs = 1000, nowMs } = options;
  const memory = createShortMemory<string>({ ttlMs: rememberMs, ...(nowMs ? { nowMs } : {}) });
  const find = async (tenantId: string, roomId: string) => {
    const room = await database.forTenant({ tenantId }).transaction((repos) => repos.rooms.findById(roomId));
    return room?.id;
  };
  return {
    has: async (tenantId, roomId) =>
      (await memory.get(`${tenantId}/${roomId}`, () => find(tenantId, roomId))) !== undefined,
    forget: (roomId) => memory.forget((known) => known === roomId),
  };
}
