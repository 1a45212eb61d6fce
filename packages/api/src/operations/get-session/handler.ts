import { CloudMeetError, limits } from '@cloudmeet/contracts';
import { presenceBody, sessionBody } from '../../history/session-body.ts';
import type { OperationHandler } from '../../http/operation-handler.ts';

export const getSession: OperationHandler<'getSession'> = {
  async inTransaction(repos, { params }) {
    const session = await repos.history.find(params.sessionId);
    if (!session) throw new CloudMeetError('not-found');
    const people = await repos.participants.listAll(session.id);
    const participants = people.slice(0, limits.presencesMax).map(presenceBody);
    return { body: { ...sessionBody(session), participants } };
  },
};
