import { operations } from '@cloudmeet/contracts';
import type { OperationId } from '@cloudmeet/contracts';
import { currentContext } from '@cloudmeet/service-kit';
import type { NewRequestLogEntry } from '@cloudmeet/database';
import type { RequestHandler } from 'express';
import { actorOf } from '../credentials/credential.ts';
import type { Credential } from '../credentials/credential.ts';
import type { RequestLog } from '../history/request-log.ts';
import { callerOf } from './credential-of-request.ts';
import { codeOf } from './answered-codes.ts';

const longestPath = 300;

/** Notes every request of a tenant when its answer is out; one without a valid credential belongs to nobody. */
export function noteRequests(id: OperationId, log: RequestLog, nowMs: () => number): RequestHandler {
  const method = operations[id].method.toUpperCase();
  return (request, response, next) => {
    const startedAt = performance.now();
    const requestId = currentContext()?.requestId ?? 'none';
    const entryOf = (credential: Credential): NewRequestLogEntry => {
      const { type, id: actorId, label } = actorOf(credential);
      return {
        ...{ tenantId: credential.tenantId, requestId, at: new Date(nowMs()), operationId: id },
        ...{ actorType: type, actorId, actorLabel: label, status: response.statusCode },
        ...{ method, path: request.path.slice(0, longestPath), code: codeOf(response) },
        durationMs: Math.round((performance.now() - startedAt) * 10) / 10,
      };
    };
    response.on('finish', () => {
      const { credential } = callerOf(request);
      if (credential) log.note(() => entryOf(credential));
    });
    next();
  };
}
