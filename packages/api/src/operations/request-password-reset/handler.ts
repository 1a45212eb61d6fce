import type { OperationHandler } from '../../http/operation-handler.ts';

/** Answered before anything is looked up, so neither the answer nor its time says whether there is an account. */
export const requestPasswordReset: OperationHandler<'requestPasswordReset'> = {
  async handle({ body }, { identity, logger }) {
    identity.requestPasswordReset(body.email).catch((err: unknown) => {
      logger.error({ err }, 'A link for a new password was not sent');
    });
    return {};
  },
};
