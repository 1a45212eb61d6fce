import { CloudMeetError, newId } from '@cloudmeet/contracts';
import { capturedBy } from '../../captures/captured-by.ts';
import { findCapture, shownRecording } from '../../captures/find-capture.ts';
import type { OperationHandler } from '../../http/operation-handler.ts';

export const startRecording: OperationHandler<'startRecording'> = {
  async handle({ credential, params, body }, { database, roomControl }) {
    const { tenantId } = credential;
    const { roomId } = params;
    const tenant = database.forTenant({ tenantId });
    if (!(await tenant.transaction((repos) => repos.rooms.findById(roomId))))
      throw new CloudMeetError('not-found');
    const id = newId('recording');
    const capture = { kind: 'recording', id, ...body } as const;
    await roomControl.startCapture({ tenantId, roomId }, { capture, by: capturedBy(credential) });
    return tenant.transaction(async (repos) => ({
      body: await shownRecording(repos, await findCapture(repos, 'recording', id)),
    }));
  },
};
