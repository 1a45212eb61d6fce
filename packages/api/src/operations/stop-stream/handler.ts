import { findCapture } from '../../captures/find-capture.ts';
import { stopCapture } from '../../captures/stop-capture.ts';
import { streamBody } from '../../captures/stream-body.ts';
import type { OperationHandler } from '../../http/operation-handler.ts';

export const stopStream: OperationHandler<'stopStream'> = {
  async handle({ credential, params }, context) {
    const { tenantId } = credential;
    const { streamId: id } = params;
    await stopCapture({ tenantId, kind: 'stream', id }, context);
    return context.database.forTenant({ tenantId }).transaction(async (repos) => ({
      body: streamBody(await findCapture(repos, 'stream', id)),
    }));
  },
};
