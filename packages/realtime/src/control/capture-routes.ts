import { roomControlReplySchemas, roomControlSchemas } from '@cloudmeet/contracts';
import { Router } from 'express';
import type { Request } from 'express';
import type { RoomActor } from '../room/room-actor.ts';
import { parseBody } from './parse-body.ts';

/** Recordings and streams of a live room: part of room control. */
export function captureRoutes(roomOf: (request: Request, tenantId: string) => Promise<RoomActor>): Router {
  const router = Router({ mergeParams: true });
  router.post('/startCapture', async (request, response) => {
    const { tenantId, capture, by } = parseBody(roomControlSchemas.startCapture, request);
    const sessionId = await (await roomOf(request, tenantId)).captures.start(capture, by);
    response.json(roomControlReplySchemas.startCapture.parse({ sessionId }));
  });
  router.post('/stopCapture', async (request, response) => {
    const { tenantId, captureId, reason } = parseBody(roomControlSchemas.stopCapture, request);
    await (await roomOf(request, tenantId)).captures.stop(captureId, reason);
    response.sendStatus(204);
  });
  router.post('/captureChanged', async (request, response) => {
    const { tenantId, captureId, change } = parseBody(roomControlSchemas.captureChanged, request);
    await (await roomOf(request, tenantId)).captures.changed(captureId, change);
    response.sendStatus(204);
  });
  router.post('/mix', async (request, response) => {
    const { tenantId } = parseBody(roomControlSchemas.mix, request);
    response.json((await roomOf(request, tenantId)).captures.mix());
  });
  return router;
}
