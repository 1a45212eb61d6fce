import { CloudMeetError } from '@cloudmeet/contracts';
import { timelineBody } from '../../history/timeline-body.ts';
import type { OperationHandler } from '../../http/operation-handler.ts';

export const getSessionTimeline: OperationHandler<'getSessionTimeline'> = {
  async inTransaction(repos, { params, query }) {
    const session = await repos.history.find(params.sessionId);
    if (!session) throw new CloudMeetError('not-found');
    const { data, nextCursor } = await repos.history.timeline(session.id, query);
    return { body: { data: data.map(timelineBody), nextCursor } };
  },
};
