import type { OperationHandler } from '../../http/operation-handler.ts';

export const changePassword: OperationHandler<'changePassword'> = {
  async handle({ person, body }, { identity, authenticator }) {
    await identity.changePassword(person, body.currentPassword, body.password);
    authenticator.forgetPerson(person.userId);
    return {};
  },
};
