import { shownRecording } from '../../captures/find-capture.ts';
import type { OperationHandler } from '../../http/operation-handler.ts';

export const listRecordings: OperationHandler<'listRecordings'> = {
  async inTransaction(repos, { query }) {
    const page = await repos.captures.list({ ...query, kind: 'recording' });
    const data = [];
    for (const capture of page.data) data.push(await shownRecording(repos, capture));
    return { body: { data, nextCursor: page.nextCursor } };
  },
};
