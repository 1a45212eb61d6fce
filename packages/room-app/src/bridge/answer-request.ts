import { CloudMeetError } from '@cloudmeet/contracts';
import type { FrameMethod } from '@cloudmeet/contracts';
import type { MethodTable } from './method-types.ts';
import { isFrameMethod, parseParams } from './parse-params.ts';

/**
 * Answers one request of the parent. Rejects with `not-supported` for a method this version does not have,
 * `invalid-argument` for arguments that do not fit, and whatever the room says otherwise.
 */
export async function answerRequest(table: MethodTable, method: string, params: unknown): Promise<unknown> {
  if (!isFrameMethod(method)) {
    throw new CloudMeetError('not-supported', { detail: `This version has no ${method.slice(0, 60)}().` });
  }
  return call(table, method, params);
}

function call<Method extends FrameMethod>(
  table: MethodTable,
  method: Method,
  params: unknown,
): Promise<unknown> {
  return table[method](parseParams(method, params));
}
