import type { OperationHandler } from '../../http/operation-handler.ts';

/** A session that has ended before is in the state that was asked for. */
export const signOut: OperationHandler<'signOut'> = {
  async handle({ body }, { identity }) {
    if (body.refreshToken !== undefined) await identity.signOut(body.refreshToken);
    return {};
  },
};
