import { findCapture, shownRecording } from '../../captures/find-capture.ts';
import { stopCapture } from '../../captures/stop-capture.ts';
import type { OperationHandler } from '../../http/operation-handler.ts';

export const stopRecording: OperationHandler<'stopRecording'> = {
  async handle({ credential, params }, context) {
    const { tenantId } = credential;
    const { recordingId: id } = params;
    await stopCapture({ tenantId, kind: 'recording', id }, context);
    return context.database.forTenant({ tenantId }).transaction(async (repos) => ({
      body: await shownRecording(repos, await findCapture(repos, 'recording', id)),
    }));
  },
};
