import { operations } from '@cloudmeet/contracts';
import type { OperationId } from '@cloudmeet/contracts';
import { currentContext } from '@cloudmeet/service-kit';
import type { RequestHandler } from 'express';
import { actorOf } from '../credentials/credential.ts';
import type { RequestLog } from '../history/request-log.ts';
import { callerOf } from './credential-of-request.ts';
import { codeOf } from './answered-codes.ts';

const longestPath = 300;

/** Notes every request of a tenant when its answer is out; one without a valid credential belongs to nobody. */
export function noteRequests(id: OperationId, log: RequestLog, nowMs: () => number): RequestHandler {
  return (request, response, next) => {
    const startedAt = performance.now();
    const requestId = currentContext()?.requestId ?? 'none';
    response.once('finish', () => {
      const { credential } = callerOf(request);
      if (!credential) return;
      const { type, id: actorId, label } = actorOf(credential);
      log.note({
        ...{ tenantId: credential.tenantId, requestId, at: new Date(nowMs()), operationId: id },
        ...{ actorType: type, actorId, actorLabel: label, status: response.statusCode },
        ...{ method: operations[id].method.toUpperCase(), path: request.path.slice(0, longestPath) },
        ...{ code: codeOf(response), durationMs: Math.round((performance.now() - startedAt) * 10) / 10 },
      });
    });
    next();
  };
}
