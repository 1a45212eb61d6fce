import type { OperationHandler } from '../../http/operation-handler.ts';

export const resetPassword: OperationHandler<'resetPassword'> = {
  async handle({ body }, { identity, authenticator }) {
    await identity.resetPassword(body);
    const userId = await identity.findUserId(body.email);
    if (userId !== null) authenticator.forgetPerson(userId);
    return {};
  },
};
