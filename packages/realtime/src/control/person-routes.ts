import { roomControlSchemas } from '@cloudmeet/contracts';
import { Router } from 'express';
import type { Request } from 'express';
import type { RoomActor } from '../room/room-actor.ts';
import { parseBody } from './parse-body.ts';

/** What the customer's server does to one person in a live room or at its door: part of room control. */
export function personRoutes(roomOf: (request: Request, tenantId: string) => Promise<RoomActor>): Router {
  const router = Router({ mergeParams: true });
  for (const action of ['eject', 'admit', 'deny'] as const) {
    router.post(`/${action}`, async (request, response) => {
      const { tenantId, participantId } = parseBody(roomControlSchemas[action], request);
      const room = await roomOf(request, tenantId);
      await room[action](participantId);
      response.sendStatus(204);
    });
  }
  router.post('/switchOff', async (request, response) => {
    const { tenantId, participantId, media } = parseBody(roomControlSchemas.switchOff, request);
    const room = await roomOf(request, tenantId);
    await room.switchOff(participantId, media);
    response.sendStatus(204);
  });
  return router;
}
