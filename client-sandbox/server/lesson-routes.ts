import type { CloudMeet, Role } from '@cloudmeet/server-sdk';
import { Router } from 'express';

interface LessonOptions {
  cloudmeet: CloudMeet;
  apiUrl: string;
}

const roles: readonly Role[] = ['host', 'moderator', 'attendee'];
const lessonName = 'Fractions, lesson 12';

function textOf(value: unknown, lengthMax: number): string | undefined {
  return typeof value === 'string' && value.length > 0 && value.length <= lengthMax ? value : undefined;
}

/** What a customer's server does: start a lesson, and let a signed-in person in with a role. */
export function lessonRoutes({ cloudmeet, apiUrl }: LessonOptions): Router {
  const routes = Router();

  routes.post('/lessons', async (_request, response) => {
    const room = await cloudmeet.rooms.create({ name: lessonName, maxParticipants: 6 });
    response.status(201).json({ roomId: room.id, url: room.url, name: room.name, apiUrl });
  });

  routes.get('/lessons/:roomId', async (request, response) => {
    const room = await cloudmeet.rooms.get(request.params.roomId);
    response.json({ roomId: room.id, url: room.url, name: room.name, apiUrl });
  });

  routes.post('/lessons/:roomId/people', async (request, response) => {
    const body = request.body as { name?: unknown; role?: unknown; userId?: unknown };
    const name = textOf(body.name, 80);
    const role = roles.find((one) => one === body.role);
    const userId = textOf(body.userId, 120);
    if (name === undefined || role === undefined) {
      response.status(400).json({ message: 'Send a name and a role: host, moderator or attendee.' });
      return;
    }
    const minted = await cloudmeet.tokens.mint(request.params.roomId, {
      name,
      role,
      ...(userId === undefined ? {} : { userId }),
    });
    response.status(201).json(minted);
  });

  routes.post('/inspect', async (request, response) => {
    const token = textOf((request.body as { token?: unknown }).token, 8192);
    if (token === undefined) response.status(400).json({ message: 'Paste a token.' });
    else response.json(await cloudmeet.tokens.inspect(token));
  });

  return routes;
}
