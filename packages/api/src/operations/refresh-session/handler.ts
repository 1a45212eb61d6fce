import type { OperationHandler } from '../../http/operation-handler.ts';
import { signedInBody } from '../../identity/signed-in-body.ts';

export const refreshSession: OperationHandler<'refreshSession'> = {
  handle: async ({ body, device }, { identity }) => ({
    body: signedInBody(await identity.refresh(body.refreshToken ?? '', device)),
  }),
};
