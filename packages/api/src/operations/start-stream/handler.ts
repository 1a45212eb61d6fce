import { CloudMeetError, newId } from '@cloudmeet/contracts';
import { capturedBy } from '../../captures/captured-by.ts';
import { findCapture } from '../../captures/find-capture.ts';
import { streamBody } from '../../captures/stream-body.ts';
import type { OperationHandler } from '../../http/operation-handler.ts';

export const startStream: OperationHandler<'startStream'> = {
  async handle({ credential, params, body }, { database, roomControl }) {
    const { tenantId } = credential;
    const { roomId } = params;
    const tenant = database.forTenant({ tenantId });
    if (!(await tenant.transaction((repos) => repos.rooms.findById(roomId))))
      throw new CloudMeetError('not-found');
    const id = newId('stream');
    const capture = { kind: 'stream', id, ...body } as const;
    await roomControl.startCapture({ tenantId, roomId }, { capture, by: capturedBy(credential) });
    return tenant.transaction(async (repos) => ({
      body: streamBody(await findCapture(repos, 'stream', id)),
    }));
  },
};
