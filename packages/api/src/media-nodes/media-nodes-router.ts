import { CloudMeetError, invalid, mediaNodeReportSchema } from '@cloudmeet/contracts';
import type { Database } from '@cloudmeet/database';
import { errorEdge, isBearer, jsonBody, unknownRoute } from '@cloudmeet/service-kit';
import type { Logger } from '@cloudmeet/service-kit';
import { Router } from 'express';

export interface MediaNodesRouterOptions {
  database: { mediaNodes: Pick<Database['mediaNodes'], 'report'> };
  /** What nodes and API know each other by. */
  internalSecret: string;
  logger: Logger;
}

/** What media nodes tell the API: `POST /internal/media-nodes`, answered by 204. Mount it at the root. */
export function mediaNodesRouter({ database, internalSecret, logger }: MediaNodesRouterOptions): Router {
  const router = Router();
  router.use((request, _response, next) => {
    const { authorization } = request.headers;
    if (authorization === undefined) throw new CloudMeetError('unauthenticated');
    if (!isBearer(authorization, internalSecret)) throw new CloudMeetError('invalid-credential');
    next();
  }, jsonBody());
  router.post('/', async (request, response) => {
    const report = mediaNodeReportSchema.safeParse(request.body);
    if (!report.success) throw invalid(report.error);
    await database.mediaNodes.report(report.data);
    response.sendStatus(204);
  });
  router.use(unknownRoute());

  const root = Router();
  root.use('/internal/media-nodes', router, errorEdge({ logger }));
  return root;
}
