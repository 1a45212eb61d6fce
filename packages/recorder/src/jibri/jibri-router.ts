import { startServiceSchema } from '@cloudmeet/contracts';
import type { JibriHealth } from '@cloudmeet/contracts';
import { isBearer, requestContext } from '@cloudmeet/service-kit';
import { json, Router } from 'express';
import type { Seats, Started } from '../seats.ts';

export interface JibriRouterOptions {
  seats: Seats;
  internalSecret: string;
  /** What is wrong here, by the name of the part; empty: nothing. */
  ailments(): Readonly<Record<string, string>>;
}

/** Jibri has three answers; the reason of a 500 is in the body. */
const statusOf: Record<Started, number> = {
  ...{ started: 200, busy: 412, 'not-ours': 400 },
  ...{ 'disk-full': 500, 'media-unavailable': 500 },
};

/**
 * Jibri's HTTP API (jitsi/jibri, doc/http_api.md), once for each seat: `/seats/{n}/jibri/api/v1.0/{health|startService|
 * stopService}`. Whoever has one Jibri a seat sees no difference.
 */
export function jibriRouter({ seats, internalSecret, ailments }: JibriRouterOptions): Router {
  const router = Router();
  const base = '/seats/:seat/jibri/api/v1.0';

  router.use(requestContext());
  router.use('/seats/:seat', (request, response, next) => {
    if (!isBearer(request.headers.authorization, internalSecret)) return void response.sendStatus(401);
    if (!seats.has(Number(request.params.seat))) return void response.sendStatus(404);
    next();
  });

  router.get(`${base}/health`, (request, response) => {
    const record = seats.at(Number(request.params['seat']))?.record;
    const details = ailments();
    const health: JibriHealth = {
      status: {
        busyStatus: record ? 'BUSY' : 'IDLE',
        health: { healthStatus: Object.keys(details).length === 0 ? 'HEALTHY' : 'UNHEALTHY', details },
      },
      cloudmeet: { captureId: record?.captureId ?? null, part: record?.part ?? null },
    };
    response.json(health);
  });

  router.post(`${base}/startService`, json({ limit: '64kb' }), async (request, response) => {
    const order = startServiceSchema.safeParse(request.body);
    if (!order.success) return void response.status(400).json({ error: 'invalid-request' });
    const started = await seats.start(Number(request.params['seat']), order.data);
    if (started === 'started') response.sendStatus(200);
    else response.status(statusOf[started]).json({ error: started });
  });

  router.post(`${base}/stopService`, async (request, response) => {
    await seats.stop(Number(request.params['seat']), 'stopped');
    response.sendStatus(200);
  });
  return router;
}
