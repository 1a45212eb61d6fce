import {
  createApi,
  createRequestLog,
  createRoomControl,
  mediaNodesRouter,
  startChores,
} from '@cloudmeet/api';
import type { RequestLog } from '@cloudmeet/api';
import type { Identity } from '@cloudmeet/platform/identity';
import { createRealtime } from '@cloudmeet/realtime';
import type { Realtime } from '@cloudmeet/realtime';
import { createHealth, createMetrics, startHttpServer } from '@cloudmeet/service-kit';
import type { HttpServer, Metrics } from '@cloudmeet/service-kit';
import express from 'express';
import { clientAddress, trustProxyOf } from './client-address.ts';
import { internalSecretOf } from './internal-secret.ts';
import { openIdentity } from './open-identity.ts';
import type { Parts } from './parts.ts';
import { serveCaptures, serveObjects } from './serve-captures.ts';
import { serveMedia } from './serve-media.ts';
import { serveRecorder } from './serve-recorder.ts';
import { serveWebhooks, webhooksMayBePrivate } from './serve-webhooks.ts';

interface RoomServer {
  http: HttpServer;
  metrics: Metrics;
  internalSecret: string;
}

/** The rooms, on the port of the API. */
function serveRooms(parts: Parts, { http, metrics, internalSecret }: RoomServer): Realtime {
  const { addresses, database, lifecycle, logger, secret, settings } = parts;
  const realtime = createRealtime({
    database,
    httpServer: http.server,
    logger: logger.child({ part: 'realtime' }),
    metrics,
    config: {
      issuer: addresses.apiUrl,
      roomOrigins: [new URL(addresses.roomUrl).origin],
      socketUrl: addresses.socketUrl,
      internalUrl: http.url,
      ...{ internalSecret, secret },
      region: settings.CLOUDMEET_MEDIA_REGION,
      addressOf: clientAddress(settings.CLOUDMEET_TRUST_PROXY),
      ice: {
        stunUrls: settings.CLOUDMEET_STUN_URLS,
        turnUrls: settings.CLOUDMEET_TURN_URLS,
        turnSecret: settings.CLOUDMEET_TURN_SECRET?.reveal(),
      },
    },
  });
  return lifecycle.add('the rooms', realtime);
}

/** Who may sign in, and what is done beside answering: noting requests, counting use, clearing up. */
function servePeople(parts: Parts): { identity: Identity | undefined; requestLog: RequestLog } {
  const { database, lifecycle } = parts;
  const logger = parts.logger.child({ part: 'chores' });
  const requestLog = createRequestLog({ database, logger });
  lifecycle.add('the chores', startChores({ database, requestLog, logger }));
  return { identity: openIdentity(parts), requestLog };
}

/** The API and the room socket, on one port. */
export async function serveApi(parts: Parts): Promise<void> {
  const { addresses, database, files, lifecycle, logger, ports, secret, settings } = parts;
  const metrics = createMetrics({ service: 'cloudmeet', processMetrics: true });
  const health = createHealth({ checks: { database: () => database.ping() }, logger });
  const internalSecret = internalSecretOf(secret);
  const app = express().disable('x-powered-by');
  const http = await startHttpServer({ name: 'the API', port: ports.api, handler: app });
  lifecycle.add('the API', http);
  const realtime = serveRooms(parts, { http, metrics, internalSecret });
  lifecycle.onClose('readiness', () => health.startDraining());
  app.use(realtime.router);
  app.use(mediaNodesRouter({ database, internalSecret, logger: logger.child({ part: 'api' }) }));
  app.use(serveWebhooks(parts, http.url));
  const roomControl = createRoomControl({ database, internalSecret });
  const { objects, router } = serveObjects(parts);
  app.use(router, serveCaptures(parts, { apiUrl: http.url, objects, roomControl }));
  const { identity, requestLog } = servePeople(parts);
  app.use(
    createApi({
      ...{ database, requestLog, ...(identity ? { identity } : {}) },
      logger: logger.child({ part: 'api' }),
      metrics,
      health,
      ...{ roomControl, objects },
      config: {
        publicApiUrl: addresses.apiUrl,
        publicRoomUrl: addresses.roomUrl,
        signUpOpen: settings.CLOUDMEET_SIGN_UP === 'open',
        consoleOrigins: [new URL(addresses.consoleUrl).origin],
        secret,
        sdkScriptPath: files.sdkScript,
        ...trustProxyOf(settings),
        webhooksMayBePrivate: webhooksMayBePrivate(settings),
      },
    }),
  );
  await serveMedia(parts, { apiUrl: http.url, internalSecret });
  serveRecorder(parts, http.url);
}
