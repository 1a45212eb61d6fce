import { newId } from '@cloudmeet/contracts';
import { findCapture, shownRecording } from '../../captures/find-capture.ts';
import { startCapture } from '../../captures/start-capture.ts';
import type { OperationHandler } from '../../http/operation-handler.ts';

export const startRecording: OperationHandler<'startRecording'> = {
  async handle({ credential, params: { roomId }, body }, context) {
    const id = newId('recording');
    await startCapture(context, credential, { roomId, capture: { kind: 'recording', id, ...body } });
    return context.database.forTenant(credential).transaction(async (repos) => ({
      body: await shownRecording(repos, await findCapture(repos, 'recording', id)),
    }));
  },
};
