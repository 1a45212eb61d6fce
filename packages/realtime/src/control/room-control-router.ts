import { CloudMeetError, idSchema, roomControlSchemas } from '@cloudmeet/contracts';
import { errorEdge, isBearer, jsonBody, unknownRoute } from '@cloudmeet/service-kit';
import type { Logger } from '@cloudmeet/service-kit';
import { Router } from 'express';
import type { Request, RequestHandler } from 'express';
import type { OpenRooms } from '../open-rooms.ts';
import type { RoomActor } from '../room/room-actor.ts';
import type { RoomStore } from '../room/room-store.ts';
import { captureRoutes } from './capture-routes.ts';
import { parseBody } from './parse-body.ts';
import { personRoutes } from './person-routes.ts';

export interface RoomControlRouterOptions {
  rooms: OpenRooms;
  store: Pick<RoomStore, 'findRoom' | 'holderOf'>;
  /** What nodes and API know each other by. */
  internalSecret: string;
  logger: Logger;
}

const roomIdSchema = idSchema('room');

function requireSecret(internalSecret: string): RequestHandler {
  return (request, _response, next) => {
    const { authorization } = request.headers;
    if (authorization === undefined) throw new CloudMeetError('unauthenticated');
    if (!isBearer(authorization, internalSecret)) throw new CloudMeetError('invalid-credential');
    next();
  };
}

/**
 * What the API asks of the node that has a live room: `POST /internal/rooms/{roomId}/{action}`. Mount it at the root.
 * Errors are problems: `room-elsewhere` when this node does not have the room.
 */
export function roomControlRouter({
  rooms,
  store,
  internalSecret,
  logger,
}: RoomControlRouterOptions): Router {
  /** Another tenant's room looks like one that is not here. */
  async function roomOf(request: Request, tenantId: string): Promise<RoomActor> {
    const roomId = roomIdSchema.safeParse(request.params['roomId']);
    if (!roomId.success) throw new CloudMeetError('not-found');
    const room = await rooms.find(roomId.data);
    if (room && room.lease.tenantId !== tenantId) throw new CloudMeetError('not-found');
    if (room) return room;
    throw new CloudMeetError('room-elsewhere', { socketUrl: await store.holderOf(roomId.data) });
  }

  const router = Router({ mergeParams: true });
  router.use(requireSecret(internalSecret), jsonBody());
  router.post('/end', async (request, response) => {
    const body = parseBody(roomControlSchemas.end, request);
    await (await roomOf(request, body.tenantId)).end(body.reason);
    response.sendStatus(204);
  });
  router.post('/refresh', async (request, response) => {
    const room = await roomOf(request, parseBody(roomControlSchemas.refresh, request).tenantId);
    const settings = await store.findRoom(room.lease.roomId);
    if (!settings) throw new CloudMeetError('not-found');
    await room.refresh(settings);
    response.sendStatus(204);
  });
  router.post('/participants', async (request, response) => {
    const room = await roomOf(request, parseBody(roomControlSchemas.participants, request).tenantId);
    response.json(room.people());
  });
  router.use(personRoutes(roomOf), captureRoutes(roomOf), unknownRoute());

  const root = Router();
  root.use('/internal/rooms/:roomId', router, errorEdge({ logger }));
  return root;
}
