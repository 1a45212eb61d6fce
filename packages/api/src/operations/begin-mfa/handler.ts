import type { OperationHandler } from '../../http/operation-handler.ts';

export const beginMfa: OperationHandler<'beginMfa'> = {
  handle: async ({ person }, { identity }) => ({ body: await identity.beginMfa(person) }),
};
