import { captureControlSchemas, CloudMeetError, invalid, recorderReportSchema } from '@cloudmeet/contracts';
import { errorEdge, isBearer, jsonBody, requestContext, unknownRoute } from '@cloudmeet/service-kit';
import type { Logger } from '@cloudmeet/service-kit';
import { Router } from 'express';
import type { Request, RequestHandler } from 'express';
import type { z } from 'zod';
import type { CaptureControl } from './capture-control.ts';

export interface CaptureControlRouterOptions {
  control: CaptureControl;
  /** What the functions and the API know each other by; recorders, too, may use either. */
  internalSecrets: readonly string[];
  logger: Logger;
  /** Told when a capture may have moved on: a step may be due, or a room has to be told. */
  onTurn?: () => void;
}

function requireSecret(internalSecrets: readonly string[]): RequestHandler {
  return (request, _response, next) => {
    const { authorization } = request.headers;
    if (authorization === undefined) throw new CloudMeetError('unauthenticated');
    const fits = internalSecrets.map((secret) => isBearer(authorization, secret));
    if (!fits.includes(true)) throw new CloudMeetError('invalid-credential');
    next();
  };
}

function parseBody<Schema extends z.ZodType>(schema: Schema, request: Request): z.infer<Schema> {
  const parsed = schema.safeParse(request.body);
  if (!parsed.success) throw invalid(parsed.error);
  return parsed.data;
}

/** `POST /internal/captures/{claim|report|progress}` and `POST /internal/recorders`. Mount it at the root. */
export function captureControlRouter(options: CaptureControlRouterOptions): Router {
  const { control, internalSecrets, logger, onTurn } = options;
  const { claim, report, progress } = captureControlSchemas;
  const guards = [requestContext(), requireSecret(internalSecrets), jsonBody()];
  const captures = Router();
  captures.use(guards);
  captures.post('/claim', async (request, response) => {
    response.json(await control.claim(parseBody(claim, request)));
    onTurn?.();
  });
  captures.post('/report', async (request, response) => {
    const { outcome, ...job } = parseBody(report, request);
    await control.report(job, outcome);
    response.sendStatus(204);
    onTurn?.();
  });
  captures.post('/progress', async (request, response) => {
    response.json(await control.progress(parseBody(progress, request)));
    onTurn?.();
  });
  captures.use(unknownRoute());

  const recorders = Router();
  recorders.use(guards);
  recorders.post('/', async (request, response) => {
    response.json(await control.seen(parseBody(recorderReportSchema, request)));
  });
  recorders.use(unknownRoute());

  const root = Router();
  root.use('/internal/captures', captures, errorEdge({ logger }));
  root.use('/internal/recorders', recorders, errorEdge({ logger }));
  return root;
}
