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
    const linkTo = (key: string, ending: string) =>
      objects.downloadUrl(key, { expiresInSeconds, fileName: `${day}-${id}${ending}` });
    const url = await linkTo(file.key, '.mp4');
    const receiptUrl = file.receiptKey === null ? null : await linkTo(file.receiptKey, '.receipt.json');
    const expiresAt = new Date(nowMs() + expiresInSeconds * 1000).toISOString();
    return { body: { url, receiptUrl, expiresAt } };
  },
};
