import { findCapture } from '../../captures/find-capture.ts';
import { streamBody } from '../../captures/stream-body.ts';
import type { OperationHandler } from '../../http/operation-handler.ts';

export const getStream: OperationHandler<'getStream'> = {
  async inTransaction(repos, { params }) {
    return { body: streamBody(await findCapture(repos, 'stream', params.streamId)) };
  },
};
