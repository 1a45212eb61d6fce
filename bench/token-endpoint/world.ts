import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { startTestServer } from '@cloudmeet/database/testing';
import { canPin, startChildServer } from '../load/child-server.ts';
import type { ChildServer } from '../load/child-server.ts';
import { createRoom } from '../load/create-room.ts';
import { requestBytes } from '../load/http-connection.ts';

/** The API and the floor, each in a process of its own on the same core, with the same key. */
export interface World {
  api: ChildServer;
  floor: ChildServer;
  /** The request for a token, for one of the two. */
  request(url: URL): Buffer;
  close(): Promise<void>;
}

const program = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** Starts everything. The servers get core 1 where the machine can tie a process to a core. */
export async function startWorld(): Promise<World> {
  const postgres = await startTestServer();
  const { appUrl } = await postgres.createDatabase();
  const secret = randomUUID() + randomUUID();
  const { apiKey, roomId, signer } = await createRoom(appUrl, secret);
  const core = canPin ? { core: 1 } : {};
  const api = await startChildServer({
    program: program('../load/api-server.ts'),
    env: { BENCH_DATABASE_URL: appUrl, BENCH_SECRET: secret },
    ...core,
  });
  const privateKey = signer.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  const floor = await startChildServer({
    program: program('floor-server.ts'),
    env: { BENCH_PRIVATE_KEY: privateKey, BENCH_KID: signer.kid },
    ...core,
  });
  const body = JSON.stringify({ role: 'host', userId: 'user-17', name: 'Anna Papadaki' });
  const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };
  return {
    api,
    floor,
    request: (url) => requestBytes('POST', new URL(`/v1/rooms/${roomId}/tokens`, url), headers, body),
    close: async () => {
      await Promise.all([api.stop(), floor.stop()]);
      await postgres.stop();
    },
  };
}
