import { streamStatusSchema } from '@cloudmeet/contracts';
import type { Stream } from '@cloudmeet/contracts';
import type { CaptureRecord } from '@cloudmeet/database';

const iso = (date: Date | null) => date?.toISOString() ?? null;

export function streamBody(capture: CaptureRecord): Stream {
  const { id, roomId, sessionId, status, hlsUrl, targets, viewers, startedBy, failure } = capture;
  return {
    ...{ id, roomId, sessionId, status: streamStatusSchema.parse(status) },
    hls: hlsUrl === null ? null : { url: hlsUrl },
    ...{ targets, viewers, startedBy },
    createdAt: capture.createdAt.toISOString(),
    startedAt: iso(capture.startedAt),
    endedAt: iso(capture.endedAt),
    failure: status === 'failed' ? failure : null,
  };
}
