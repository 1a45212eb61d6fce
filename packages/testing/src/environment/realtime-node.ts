import { mediaNodesRouter } from '@cloudmeet/api';
import { createDatabase } from '@cloudmeet/database';
import type { Database, DatabaseOptions } from '@cloudmeet/database';
import { createRealtime, socketPath } from '@cloudmeet/realtime';
import type { Realtime, RealtimeConfig } from '@cloudmeet/realtime';
import { createLogger, createMetrics, Secret, startHttpServer } from '@cloudmeet/service-kit';
import type { HttpServer, Logger } from '@cloudmeet/service-kit';
import express from 'express';
import { RoomClient } from '../room-client/room-client.ts';
import type { RoomClientOptions } from '../room-client/room-client.ts';

export interface RealtimeNodeOptions {
  /** `postgresql://…` of the application's login. */
  databaseUrl: string;
  /** Default 0, a free one. */
  port?: number;
  config?: Partial<RealtimeConfig>;
  database?: Partial<DatabaseOptions>;
  logger?: Logger;
}

/** One realtime node in this process, on a port and with a database pool of its own. */
export interface RealtimeNode {
  database: Database;
  http: HttpServer;
  realtime: Realtime;
  internalUrl: string;
  socketUrl: string;
  /** A client of this node; it is not connected yet. */
  client(roomId: string, options?: Partial<RoomClientOptions>): RoomClient;
  /** Figures as Prometheus reads them. */
  metrics(): Promise<string>;
  /** `POST /internal/rooms/{roomId}/{action}` as the API does. */
  control(roomId: string, action: string, body: object): Promise<Response>;
  /** Drains, as on SIGTERM. Idempotent. */
  close(): Promise<void>;
}

export const testRoomOrigin = 'http://127.0.0.1:4401';
export const testInternalSecret = 'internal-secret-of-tests-0123456789';
export const testSecret = new Secret('master-secret-of-tests-0123456789-0123456789');

function testConfig(url: string, config: Partial<RealtimeConfig> = {}): RealtimeConfig {
  return {
    issuer: url,
    roomOrigins: [testRoomOrigin],
    socketUrl: `${url.replace('http', 'ws')}${socketPath}`,
    internalUrl: url,
    ...{ internalSecret: testInternalSecret, secret: testSecret },
    ice: { stunUrls: [], turnUrls: [] },
    drainSpreadMs: 100,
    ...config,
  };
}

export async function startRealtimeNode(options: RealtimeNodeOptions): Promise<RealtimeNode> {
  const app = express();
  const http = await startHttpServer({
    name: 'a test node',
    handler: app,
    port: options.port ?? 0,
    drainMs: 500,
  });
  const database = createDatabase({ url: options.databaseUrl, ...options.database });
  const logger = options.logger ?? createLogger({ service: 'realtime', level: 'silent' });
  const metrics = createMetrics({ service: 'realtime' });
  const config = testConfig(http.url, options.config);
  const realtime = createRealtime({ database, httpServer: http.server, config, logger, metrics });
  app.use(realtime.router, mediaNodesRouter({ database, internalSecret: config.internalSecret, logger }));
  let closing: Promise<void> | undefined;
  return {
    ...{ database, http, realtime, internalUrl: http.url, socketUrl: config.socketUrl },
    client: (roomId, more = {}) => new RoomClient({ socketUrl: config.socketUrl, roomId, ...more }),
    metrics: () => metrics.registry.metrics(),
    control: (roomId, action, body) =>
      fetch(`${http.url}/internal/rooms/${roomId}/${action}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${testInternalSecret}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    close: () =>
      (closing ??= (async () => {
        await realtime.close();
        await http.close();
        await database.close();
      })()),
  };
}
