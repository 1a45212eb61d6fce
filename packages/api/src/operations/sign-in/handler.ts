import type { OperationHandler } from '../../http/operation-handler.ts';

export const signIn: OperationHandler<'signIn'> = {
  handle: async ({ body, device }, { identity }) => ({ body: await identity.signIn(body, device) }),
};
