import type { OperationHandler } from '../../http/operation-handler.ts';
import { meBody } from '../../identity/me-body.ts';

export const getMe: OperationHandler<'getMe'> = {
  handle: async ({ person }, { identity }) => ({ body: await meBody(person, identity) }),
};
