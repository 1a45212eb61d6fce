import { CloudMeetError } from '@cloudmeet/contracts';
import { isOver } from '../../captures/capture-state.ts';
import type { OperationHandler } from '../../http/operation-handler.ts';

/** Its file and segments follow: whoever looks after recordings removes them from the store. */
export const deleteRecording: OperationHandler<'deleteRecording'> = {
  async inTransaction(repos, { params }, { nowMs }) {
    const capture = await repos.captures.lock(params.recordingId);
    if (capture?.kind !== 'recording') throw new CloudMeetError('not-found');
    if (!isOver(capture))
      throw new CloudMeetError('conflict', { detail: 'It is not over yet: stop it first.' });
    await repos.captures.save(capture.id, { deletedAt: new Date(nowMs()) });
    return {};
  },
};
