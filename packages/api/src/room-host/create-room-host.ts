import { join } from 'node:path';
import { CloudMeetError, idSchema } from '@cloudmeet/contracts';
import type { RoomPageConfig } from '@cloudmeet/contracts';
import type { Database, RoomPageRecord } from '@cloudmeet/database';
import type { Express, Request, RequestHandler } from 'express';
import { forAnyOrigin } from '../http/security-headers.ts';
import { cachedFile } from '../site/cached-file.ts';
import { createPageHost } from '../site/create-page-host.ts';
import type { PageHostConfig, PageHostOptions } from '../site/create-page-host.ts';
import { publicResource } from '../site/public-resource.ts';
import { renderPage } from '../site/render-page.ts';
import { checkEmbedding } from './embed-check.ts';
import { roomPageHeaders } from './room-page-headers.ts';

export interface RoomHostConfig extends PageHostConfig {
  /** Address of the room socket, such as `wss://api.example.com/rt`. */
  socketUrl: string;
  /** Sockets of other nodes that a room may send its clients to. */
  furtherSocketUrls?: readonly string[];
  /** Addresses that streams are watched from: of media nodes, or of the CDN before them. */
  streamUrls?: readonly string[];
  /** Folder of the built room app: `index.html` and `assets/`. */
  roomAppDir: string;
  /** Our own pages that show rooms, such as the console's: every room may be embedded there. */
  ownOrigins?: readonly string[];
}

export interface RoomHostOptions extends PageHostOptions {
  config: RoomHostConfig;
  database: { system: Pick<Database['system'], 'findRoomPage'> };
}

const roomIdSchema = idSchema('room');
const roomIdLengthMax = 100;
/** What a room that does not exist looks like. */
const nobody: RoomPageRecord = { tenantId: '', tenantName: '', branding: {}, allowedOrigins: [] };

/** What stands in the address, be it a room or not. */
function roomIdOf(request: Request): string {
  const { roomId } = request.params;
  if (typeof roomId !== 'string' || roomId.length > roomIdLengthMax) throw new CloudMeetError('not-found');
  return roomId;
}

/** The room's tenant as its page shows it. A room that does not exist has nobody's page, in the same shell. */
async function findPage({ config, database }: RoomHostOptions, roomId: string): Promise<RoomPageRecord> {
  const known = roomIdSchema.safeParse(roomId).success && (await database.system.findRoomPage(roomId));
  const page = known || nobody;
  return { ...page, allowedOrigins: [...page.allowedOrigins, ...(config.ownOrigins ?? [])] };
}

function roomPage(options: RoomHostOptions): RequestHandler {
  const { publicApiUrl: apiUrl, socketUrl, furtherSocketUrls = [], streamUrls, roomAppDir } = options.config;
  const shell = cachedFile(join(roomAppDir, 'index.html'));
  const connectUrls = [apiUrl, socketUrl, ...furtherSocketUrls];
  return async (request, response) => {
    const roomId = roomIdOf(request);
    const html = await shell();
    if (!html) throw new CloudMeetError('unavailable', { detail: 'The room page was not built here.' });
    const { allowedOrigins, tenantName, branding: theme } = await findPage(options, roomId);
    const config: RoomPageConfig = { apiUrl, socketUrl, roomId, allowedOrigins, tenantName, theme };
    response.set(roomPageHeaders({ allowedOrigins, connectUrls, ...(streamUrls ? { streamUrls } : {}) }));
    response.type('html').send(renderPage(html.text, config));
  };
}

function embedCheck(options: RoomHostOptions): RequestHandler {
  return async (request, response) => {
    const { allowedOrigins } = await findPage(options, roomIdOf(request));
    response.vary('Origin').json(checkEmbedding(request.get('origin'), allowedOrigins));
  };
}

/** The host of room pages: the built room app, and for each room who may embed it. */
export function createRoomHost(options: RoomHostOptions): Express {
  return createPageHost(options, options.config.roomAppDir, (app, limit) => {
    publicResource(app, '/r/:roomId', limit, roomPage(options));
    publicResource(app, '/r/:roomId/embed-check', forAnyOrigin(), limit, embedCheck(options));
  });
}
