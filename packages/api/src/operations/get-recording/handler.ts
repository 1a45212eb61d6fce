import { findCapture, shownRecording } from '../../captures/find-capture.ts';
import type { OperationHandler } from '../../http/operation-handler.ts';

export const getRecording: OperationHandler<'getRecording'> = {
  async inTransaction(repos, { params }) {
    return { body: await shownRecording(repos, await findCapture(repos, 'recording', params.recordingId)) };
  },
};
