import type { OperationHandler } from '../../http/operation-handler.ts';

export const confirmMfa: OperationHandler<'confirmMfa'> = {
  async handle({ person, body }, { identity }) {
    await identity.confirmMfa(person, body.code);
    return {};
  },
};
