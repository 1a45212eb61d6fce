import { newId } from '@cloudmeet/contracts';
import { findCapture } from '../../captures/find-capture.ts';
import { startCapture } from '../../captures/start-capture.ts';
import { streamBody } from '../../captures/stream-body.ts';
import type { OperationHandler } from '../../http/operation-handler.ts';

export const startStream: OperationHandler<'startStream'> = {
  async handle({ credential, params: { roomId }, body }, context) {
    const id = newId('stream');
    await startCapture(context, credential, { roomId, capture: { kind: 'stream', id, ...body } });
    return context.database.forTenant(credential).transaction(async (repos) => ({
      body: streamBody(await findCapture(repos, 'stream', id)),
    }));
  },
};
