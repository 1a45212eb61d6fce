import { createHash, timingSafeEqual } from 'node:crypto';
import { CloudMeetError, invalid } from '@cloudmeet/contracts';
import { errorEdge, jsonBody, requestContext, unknownRoute } from '@cloudmeet/service-kit';
import type { Logger } from '@cloudmeet/service-kit';
import { Router } from 'express';
import type { Request, RequestHandler } from 'express';
import type { z } from 'zod';
import { claimSchema, reportSchema } from './webhook-control.ts';
import type { WebhookControl } from './webhook-control.ts';

export interface WebhookControlRouterOptions {
  control: WebhookControl;
  /** What the senders of webhooks and the API know each other by. */
  internalSecret: string;
  logger: Logger;
  /** Told when a delivery has moved on: another may be due now. */
  onSettled?: () => void;
}

const digest = (text: string) => createHash('sha256').update(text).digest();

/** Compares in constant time, whatever the lengths. */
function requireSecret(internalSecret: string): RequestHandler {
  const expected = digest(`Bearer ${internalSecret}`);
  return (request, _response, next) => {
    const { authorization } = request.headers;
    if (authorization === undefined) throw new CloudMeetError('unauthenticated');
    if (!timingSafeEqual(expected, digest(authorization))) throw new CloudMeetError('invalid-credential');
    next();
  };
}

function parseBody<Schema extends z.ZodType>(schema: Schema, request: Request): z.infer<Schema> {
  const parsed = schema.safeParse(request.body);
  if (!parsed.success) throw invalid(parsed.error);
  return parsed.data;
}

/** `POST /internal/webhooks/{claim|report}` for whoever sends webhooks. Mount it at the root. */
export function webhookControlRouter(options: WebhookControlRouterOptions): Router {
  const { control, internalSecret, logger, onSettled } = options;
  const router = Router();
  router.use(requestContext(), requireSecret(internalSecret), jsonBody());
  router.post('/claim', async (request, response) => {
    response.json(await control.claim(parseBody(claimSchema, request)));
  });
  router.post('/report', async (request, response) => {
    const { outcome, ...job } = parseBody(reportSchema, request);
    if (await control.report(job, outcome)) onSettled?.();
    response.sendStatus(204);
  });
  router.use(unknownRoute());
  const root = Router();
  root.use('/internal/webhooks', router, errorEdge({ logger }));
  return root;
}
