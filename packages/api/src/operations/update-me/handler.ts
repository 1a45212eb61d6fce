import type { OperationHandler } from '../../http/operation-handler.ts';
import { meBody } from '../../identity/me-body.ts';

export const updateMe: OperationHandler<'updateMe'> = {
  async handle({ person, body }, { identity, authenticator }) {
    await identity.rename(person.userId, body.name);
    authenticator.forgetPerson(person.userId);
    return { body: await meBody({ ...person, name: body.name }, identity) };
  },
};
