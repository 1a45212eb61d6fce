import { createDatabase } from '@cloudmeet/database';
import type { Database } from '@cloudmeet/database';
import { createTestDatabase } from '@cloudmeet/database/testing';
import type { TestDatabase } from '@cloudmeet/database/testing';
import type { RoomClient } from '../room-client/room-client.ts';
import { startRealtimeNode } from './realtime-node.ts';
import type { RealtimeNode, RealtimeNodeOptions } from './realtime-node.ts';
import { RoomTenant } from './room-tenant.ts';
import type { TokenWish } from './room-tenant.ts';

/** A database of the test file's own with one tenant and as many realtime nodes as are asked for. */
export interface RoomWorld {
  testDatabase: TestDatabase;
  database: Database;
  tenant: RoomTenant;
  startNode(options?: Partial<RealtimeNodeOptions>): Promise<RealtimeNode>;
  /** Somebody new who has come in (or waits at the door). */
  person(
    node: RealtimeNode,
    roomId: string,
    token?: TokenWish,
    wish?: Parameters<RoomClient['join']>[0],
  ): Promise<RoomClient>;
  /** A client that is closed with the world. */
  client(node: RealtimeNode, roomId: string, options?: Parameters<RealtimeNode['client']>[1]): RoomClient;
  /** Closes clients, nodes and the database. Idempotent. */
  close(): Promise<void>;
}

export interface RoomWorldOptions {
  /** Default: one of the test file's own. */
  testDatabase?: TestDatabase;
  tenantName?: string;
}

export async function createRoomWorld(options: RoomWorldOptions = {}): Promise<RoomWorld> {
  const testDatabase = options.testDatabase ?? (await createTestDatabase());
  const database = createDatabase({ url: testDatabase.appUrl });
  const tenant = await RoomTenant.create(database, options.tenantName ?? 'Acme');
  const nodes: RealtimeNode[] = [];
  const clients: RoomClient[] = [];
  const client: RoomWorld['client'] = (node, roomId, options) => {
    const one = node.client(roomId, options);
    clients.push(one);
    return one;
  };
  const close = async () => {
    await Promise.all(clients.map((one) => one.close()));
    await Promise.all(nodes.map((one) => one.close()));
    await database.close();
    await testDatabase.close();
  };
  let closing: Promise<void> | undefined;
  return {
    ...{ testDatabase, database, tenant, client },
    startNode: async (options = {}) => {
      const node = await startRealtimeNode({ databaseUrl: testDatabase.appUrl, ...options });
      nodes.push(node);
      return node;
    },
    person: async (node, roomId, token = {}, wish = {}) => {
      const one = client(node, roomId);
      await one.enter(tenant.token(roomId, token), wish);
      return one;
    },
    close: () => (closing ??= close()),
  };
}
