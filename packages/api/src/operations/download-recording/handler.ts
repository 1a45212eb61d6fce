import { CloudMeetError, limits } from '@cloudmeet/contracts';
import { findCapture } from '../../captures/find-capture.ts';
import type { OperationHandler } from '../../http/operation-handler.ts';

export const downloadRecording: OperationHandler<'downloadRecording'> = {
  async handle({ credential, params, query }, { database, objects, nowMs }) {
    const { file, startedAt, id } = await database
      .forTenant(credential)
      .transaction((repos) => findCapture(repos, 'recording', params.recordingId));
    if (!file) throw new CloudMeetError('recording-not-ready');
    const expiresInSeconds = query.expiresInSeconds ?? limits.downloadSecondsDefault;
    const day = startedAt?.toISOString().slice(0, 10) ?? 'recording';
    const url = await objects.downloadUrl(file.key, { expiresInSeconds, fileName: `${day}-${id}.mp4` });
    return { body: { url, expiresAt: new Date(nowMs() + expiresInSeconds * 1000).toISOString() } };
  },
};
