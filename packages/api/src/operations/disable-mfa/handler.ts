import type { OperationHandler } from '../../http/operation-handler.ts';

export const disableMfa: OperationHandler<'disableMfa'> = {
  async handle({ person, body }, { identity }) {
    await identity.disableMfa(person, body.code);
    return {};
  },
};
