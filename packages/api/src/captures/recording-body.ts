import { recordingStatusSchema } from '@cloudmeet/contracts';
import type { Recording } from '@cloudmeet/contracts';
import type { CaptureRecord } from '@cloudmeet/database';

const iso = (date: Date | null) => date?.toISOString() ?? null;
const seconds = (ms: number) => Math.round(ms) / 1000;

/** `queuePosition`: its place among all that wait for a seat, null when it does not. */
export function recordingBody(capture: CaptureRecord, queuePosition: number | null = null): Recording {
  const { id, roomId, sessionId, status, audioOnly, audioCodec, startedBy, chapters, people, file } = capture;
  return {
    ...{
      id,
      roomId,
      sessionId,
      status: recordingStatusSchema.parse(status),
      queuePosition,
      audioOnly,
      audioCodec,
      startedBy,
    },
    createdAt: capture.createdAt.toISOString(),
    startedAt: iso(capture.startedAt),
    stoppedAt: iso(capture.stoppedAt),
    readyAt: iso(capture.readyAt),
    durationSeconds: file && seconds(file.durationMs),
    ...{ bytes: file?.bytes ?? null, sha256: file?.sha256 ?? null, contentType: file?.contentType ?? null },
    ...{ chapters, gaps: file?.gaps ?? [], participants: people },
    failure: status === 'failed' ? capture.failure : null,
    expiresAt: iso(capture.expiresAt),
  };
}
