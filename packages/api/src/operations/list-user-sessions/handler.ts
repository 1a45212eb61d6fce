import type { OperationHandler } from '../../http/operation-handler.ts';

export const listUserSessions: OperationHandler<'listUserSessions'> = {
  async handle({ person }, { identity }) {
    const sessions = await identity.listSessions(person.userId);
    const data = sessions.map(({ id, createdAt, lastUsedAt, userAgent, address }) => ({
      ...{ id, userAgent, address, current: id === person.sessionId },
      createdAt: createdAt.toISOString(),
      lastUsedAt: lastUsedAt.toISOString(),
    }));
    return { body: { data } };
  },
};
