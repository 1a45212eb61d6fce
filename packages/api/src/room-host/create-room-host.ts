import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CloudMeetError, idSchema } from '@cloudmeet/contracts';
import type { EmbedCheck, RoomPageConfig } from '@cloudmeet/contracts';
import type { Database, RoomPageRecord } from '@cloudmeet/database';
import { errorEdge, requestContext, unknownRoute } from '@cloudmeet/service-kit';
import type { Logger } from '@cloudmeet/service-kit';
import express from 'express';
import type { Express } from 'express';
import { createShortMemory } from '../memory/short-memory.ts';
import { pageHeaders } from './page-headers.ts';
import { createPageTemplate } from './page-template.ts';

export interface RoomHostConfig {
  publicApiUrl: string;
  /** `ws:` or `wss:` address of the room socket. */
  socketUrl: string;
  /** Folder of the built room page: `index.html` and `assets/`. */
  roomAppDir: string;
}

export interface RoomHostOptions {
  database: { system: Pick<Database['system'], 'findRoomPage'> };
  config: RoomHostConfig;
  logger: Logger;
  /** A change of the allowed origins shows after this. Default 1,000. */
  rememberMs?: number;
}

const roomIdSchema = idSchema('room');
const unknownRoom: RoomPageRecord = { tenantId: '', tenantName: '', branding: {}, allowedOrigins: [] };

/**
 * Serves the room page at `/r/{roomId}`, with the tenant's allowed origins as `frame-ancestors`, and answers
 * `/r/{roomId}/embed-check` for the Origin of whoever asks. A room that does not exist looks like one whose tenant
 * allowed nobody.
 */
export function createRoomHost({ database, config, logger, rememberMs = 1000 }: RoomHostOptions): Express {
  const { publicApiUrl: apiUrl, socketUrl, roomAppDir } = config;
  const template = createPageTemplate(readFileSync(join(roomAppDir, 'index.html'), 'utf8'));
  const memory = createShortMemory<RoomPageRecord>({ ttlMs: rememberMs });

  const findRoom = async (roomId: string): Promise<RoomPageRecord> => {
    if (!roomIdSchema.safeParse(roomId).success) return unknownRoom;
    const load = async () => (await database.system.findRoomPage(roomId)) ?? undefined;
    return (await memory.get(roomId, load)) ?? unknownRoom;
  };

  const app = express();
  app.disable('x-powered-by').disable('etag').enable('case sensitive routing');
  app.use(requestContext());
  app.get('/r/:roomId', async (request, response) => {
    const { roomId } = request.params;
    const { tenantName, branding: theme, allowedOrigins } = await findRoom(roomId);
    const page: RoomPageConfig = { apiUrl, socketUrl, roomId, allowedOrigins, tenantName, theme };
    response.set(pageHeaders(page)).type('html').send(template(page));
  });
  app.get('/r/:roomId/embed-check', async (request, response) => {
    const origin = request.get('origin');
    if (origin === undefined)
      throw new CloudMeetError('invalid-request', { detail: 'The request has no Origin header.' });
    const { allowedOrigins } = await findRoom(request.params.roomId);
    const allowed = allowedOrigins.includes(origin);
    const answer: EmbedCheck = allowed ? { allowed } : { allowed, reason: 'origin-not-allowed' };
    response.set({ 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'no-store' }).json(answer);
  });
  app.use(
    '/assets',
    express.static(join(roomAppDir, 'assets'), { immutable: true, maxAge: '365d', index: false }),
  );
  app.get('/healthz', (_request, response) => void response.json({ status: 'ok' }));
  app.use(unknownRoute(), errorEdge({ logger }));
  return app;
}
