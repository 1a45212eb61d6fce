import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { startTestServer } from '@cloudmeet/database/testing';
import pg from 'pg';
import { startChildServer } from './child-server.ts';
import { createRoom } from './create-room.ts';

/** The API in a process of its own over a database that the benchmark fills itself. */
export interface AdminWorld {
  /** Login that row-level security does not bind: for filling, and for the floor. */
  admin: pg.Client;
  tenantId: string;
  roomId: string;
  /** One GET with the tenant's key, and how long it took. */
  get(path: string): Promise<{ body: unknown; durationMs: number }>;
  close(): Promise<void>;
}

export async function startAdminWorld(): Promise<AdminWorld> {
  const postgres = await startTestServer();
  const { appUrl, adminUrl } = await postgres.createDatabase();
  const secret = randomUUID() + randomUUID();
  const { apiKey, roomId } = await createRoom(appUrl, secret);
  const admin = new pg.Client(adminUrl);
  await admin.connect();
  const found = await admin.query<{ tenant_id: string }>('SELECT tenant_id FROM rooms WHERE id = $1', [
    roomId,
  ]);
  const api = await startChildServer({
    program: fileURLToPath(new URL('api-server.ts', import.meta.url)),
    env: { BENCH_DATABASE_URL: appUrl, BENCH_SECRET: secret },
  });
  const headers = { authorization: `Bearer ${apiKey}` };
  return {
    ...{ admin, roomId, tenantId: found.rows[0]?.tenant_id ?? '' },
    async get(path) {
      const startedMs = performance.now();
      const response = await fetch(new URL(path, api.url), { headers });
      const body: unknown = await response.json();
      if (!response.ok) throw new Error(`${path} answered ${String(response.status)}`);
      return { body, durationMs: performance.now() - startedMs };
    },
    close: async () => {
      await api.stop();
      await admin.end();
      await postgres.stop();
    },
  };
}
