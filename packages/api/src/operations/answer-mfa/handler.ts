import type { OperationHandler } from '../../http/operation-handler.ts';
import { signedInBody } from '../../identity/signed-in-body.ts';

export const answerMfa: OperationHandler<'answerMfa'> = {
  handle: async ({ body, device }, { identity }) => ({
    body: signedInBody(await identity.answerMfa(body, device)),
  }),
};
