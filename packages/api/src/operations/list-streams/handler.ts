import { streamBody } from '../../captures/stream-body.ts';
import type { OperationHandler } from '../../http/operation-handler.ts';

export const listStreams: OperationHandler<'listStreams'> = {
  async inTransaction(repos, { query }) {
    const page = await repos.captures.list({ ...query, kind: 'stream' });
    return { body: { data: page.data.map(streamBody), nextCursor: page.nextCursor } };
  },
};
