import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApi, createRoomControl, createRoomHost } from '@cloudmeet/api';
import { randomText, roomPageConfigElementId } from '@cloudmeet/contracts';
import { createDatabase } from '@cloudmeet/database';
import type { Database } from '@cloudmeet/database';
import { createTestDatabase } from '@cloudmeet/database/testing';
import { createRealtime, socketPath } from '@cloudmeet/realtime';
import type { RealtimeConfig } from '@cloudmeet/realtime';
import {
  createHealth,
  createLogger,
  createMetrics,
  Lifecycle,
  Secret,
  startHttpServer,
} from '@cloudmeet/service-kit';
import type { HttpServer, Logger, Metrics } from '@cloudmeet/service-kit';
import express from 'express';
import type { Express } from 'express';
import { RoomClient } from '../room-client/room-client.ts';
import { EnvironmentTenant } from './environment-tenant.ts';

export interface EnvironmentOptions {
  /** `postgresql://…` of a migrated database. Default: one of the test file's own. */
  databaseUrl?: string;
  realtime?: Partial<RealtimeConfig>;
  /** Folder of the built room app. Default: a page that shows nothing. */
  roomAppDir?: string;
}

/** A whole CloudMeet in this process, on free ports, with two tenants. */
export interface Environment {
  apiUrl: string;
  roomUrl: string;
  socketUrl: string;
  database: Database;
  ours: EnvironmentTenant;
  theirs: EnvironmentTenant;
  /** A client of a room that is closed with the environment; it is not connected yet. */
  client(roomId: string): RoomClient;
  /** Drains, as on SIGTERM. Idempotent. */
  close(): Promise<void>;
}

interface Parts {
  lifecycle: Lifecycle;
  database: Database;
  logger: Logger;
  metrics: Metrics;
  api: { http: HttpServer; app: Express };
  room: { http: HttpServer; app: Express };
  socketUrl: string;
}

async function listen(lifecycle: Lifecycle, name: string): Promise<{ http: HttpServer; app: Express }> {
  const app = express();
  return {
    app,
    http: lifecycle.add(name, await startHttpServer({ name, handler: app, port: 0, drainMs: 500 })),
  };
}

/** Where no built room app is given: a page that is served like the real one. */
async function emptyRoomApp(lifecycle: Lifecycle): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cloudmeet-room-app-'));
  lifecycle.onClose('room app folder', () => rm(folder, { recursive: true, force: true }));
  const script = `<script type="application/json" id="${roomPageConfigElementId}"></script>`;
  await writeFile(
    join(folder, 'index.html'),
    `<!doctype html><html><head>${script}</head><body></body></html>`,
  );
  return folder;
}

function serveApi(
  { lifecycle, database, logger, metrics, api, room, socketUrl }: Parts,
  more: EnvironmentOptions,
): void {
  const internalSecret = randomText(48);
  const secret = new Secret(randomText(48));
  const realtime = createRealtime({
    ...{ database, logger, metrics, httpServer: api.http.server },
    config: {
      ...{ issuer: api.http.url, roomOrigins: [room.http.url], socketUrl, internalSecret, secret },
      ...{ internalUrl: api.http.url, ice: { stunUrls: [], turnUrls: [] }, drainSpreadMs: 100 },
      ...more.realtime,
    },
  });
  lifecycle.add('rooms', realtime);
  api.app.use(
    realtime.router,
    createApi({
      ...{ database, logger, metrics, roomControl: createRoomControl({ database, internalSecret }) },
      health: createHealth({ checks: { database: () => database.ping() }, logger }),
      config: {
        publicApiUrl: api.http.url,
        publicRoomUrl: room.http.url,
        secret,
      },
    }),
  );
}

async function serveRoomPages(
  { lifecycle, database, logger, api, room, socketUrl }: Parts,
  more: EnvironmentOptions,
) {
  const roomAppDir = more.roomAppDir ?? (await emptyRoomApp(lifecycle));
  room.app.use(
    createRoomHost({ database, logger, config: { publicApiUrl: api.http.url, socketUrl, roomAppDir } }),
  );
}

async function openParts(lifecycle: Lifecycle, databaseUrl: string | undefined): Promise<Parts> {
  const url = databaseUrl ?? lifecycle.add('test database', await createTestDatabase()).appUrl;
  const database = lifecycle.add('database', createDatabase({ url }));
  const [api, room] = [await listen(lifecycle, 'the API'), await listen(lifecycle, 'the room page')];
  const socketUrl = `${api.http.url.replace('http', 'ws')}${socketPath}`;
  const logger = createLogger({ service: 'environment', level: 'silent' });
  return {
    ...{ lifecycle, database, logger, api, room, socketUrl },
    metrics: createMetrics({ service: 'environment' }),
  };
}

/** Starts everything a customer's server and a browser would talk to. */
export async function startEnvironment(options: EnvironmentOptions = {}): Promise<Environment> {
  const lifecycle = new Lifecycle();
  const parts = await openParts(lifecycle, options.databaseUrl);
  serveApi(parts, options);
  await serveRoomPages(parts, options);
  const { database, api, room, socketUrl } = parts;
  const clients: RoomClient[] = [];
  lifecycle.onClose('clients', async () => void (await Promise.all(clients.map((one) => one.close()))));
  return {
    ...{ database, socketUrl, apiUrl: api.http.url, roomUrl: room.http.url },
    ours: await EnvironmentTenant.create(database, 'Ours', api.http.url),
    theirs: await EnvironmentTenant.create(database, 'Theirs', api.http.url),
    client: (roomId) => {
      const client = new RoomClient({ socketUrl, roomId, origin: room.http.url });
      clients.push(client);
      return client;
    },
    close: () => lifecycle.close(),
  };
}
