import { CloudMeetError, invalid, operations } from '@cloudmeet/contracts';
import type { Operation, OperationId } from '@cloudmeet/contracts';
import type { Request } from 'express';
import { z } from 'zod';
import { callerOf, deviceOf } from './credential-of-request.ts';
import { parseIfMatch } from './entity-tag.ts';
import type { OperationRequest } from './operation-handler.ts';

const nothing = z.strictObject({});

/** An id of a wrong form belongs to nothing: that is `not-found`, as for any other id that is not there. */
function parseParams(operation: Operation, request: Request): unknown {
  const parsed = (operation.params ?? nothing).safeParse(request.params);
  if (!parsed.success) throw new CloudMeetError('not-found');
  return parsed.data;
}

function parseQuery(operation: Operation, request: Request): unknown {
  const parsed = (operation.query ?? nothing).safeParse({ ...request.query });
  if (!parsed.success) throw invalid(parsed.error);
  return parsed.data;
}

function parseBody(operation: Operation, request: Request): unknown {
  if (operation.method !== 'post' && operation.method !== 'patch') return {};
  const body: unknown = request.body;
  if (body === undefined && operation.body && !operation.bodyOptional)
    throw new CloudMeetError('invalid-request', {
      detail: 'This operation needs a body.',
      errors: [{ pointer: '', detail: 'is missing' }],
    });
  const parsed = (operation.body ?? nothing).safeParse(body === undefined ? {} : body);
  if (!parsed.success) throw invalid(parsed.error);
  return parsed.data;
}

/**
 * Everything that a request says, parsed by the operation's schemas.
 * @throws CloudMeetError `not-found`, `invalid-request`
 */
export function parseRequest<Id extends OperationId>(id: Id, request: Request): OperationRequest<Id> {
  const operation: Operation = operations[id];
  const parsed = {
    ...callerOf(request),
    device: deviceOf(request),
    params: parseParams(operation, request),
    query: parseQuery(operation, request),
    body: parseBody(operation, request),
    ifMatch: operation.ifMatch ? parseIfMatch(request.get('if-match')) : undefined,
  };
  // Parsed by the very schemas that the type is inferred from; TypeScript does not relate the two over a generic id.
  return parsed as OperationRequest<Id>;
}
