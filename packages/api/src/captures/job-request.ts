import type { CaptureRequestClaim, FinalizeWork, StartService, TargetUrl } from '@cloudmeet/contracts';
import type { CaptureRecord, CaptureSegmentRecord } from '@cloudmeet/database';
import type { StreamTargetBox } from '@cloudmeet/service-kit';
import type { Receipt } from './receipt-of.ts';

type Request = NonNullable<CaptureRequestClaim['request']>;

export interface RequestContext {
  tenantId: string;
  publicRoomUrl: string;
  targets: StreamTargetBox;
}

/** Jibri knows one stream key; what our recorder needs besides stands in `cloudmeet`. */
export function startRequest(capture: CaptureRecord, context: RequestContext): Request | null {
  const { id, kind, roomId, sessionId, part, audioOnly, audioCodec, hls, targetsSealed, seat } = capture;
  if (!seat) return null;
  const targets: TargetUrl[] = targetsSealed === null ? [] : context.targets.open(targetsSealed);
  const body: StartService = {
    sessionId: id,
    callParams: { callUrlInfo: { baseUrl: context.publicRoomUrl, callName: roomId } },
    sinkType: kind === 'recording' ? 'FILE' : 'STREAM',
    cloudmeet: { tenantId: context.tenantId, roomId, sessionId, part, audioOnly, audioCodec, hls, targets },
  };
  return { url: `${seat.url}/jibri/api/v1.0/startService`, body };
}

export function stopRequest({ seat }: CaptureRecord): Request | null {
  return seat && { url: `${seat.url}/jibri/api/v1.0/stopService`, body: {} };
}

/** Under it is everything of a capture that is in the object store. */
export function captureFolder(tenantId: string, captureId: string): string {
  return `captures/${tenantId}/${captureId}/`;
}

/** Each attempt has a file of its own, so one that goes on too long never writes into another's. */
export function fileKey(tenantId: string, captureId: string, attempt: number): string {
  return `${captureFolder(tenantId, captureId)}recording-${String(attempt)}.mp4`;
}

/** What is known of that file stands beside it. */
export function receiptKey(tenantId: string, captureId: string, attempt: number): string {
  return `${captureFolder(tenantId, captureId)}receipt-${String(attempt)}.json`;
}

export function finalizeWork(
  { id, attempt, audioOnly }: CaptureRecord,
  tenantId: string,
  { segments, receipt }: { segments: readonly CaptureSegmentRecord[]; receipt: Receipt },
): FinalizeWork {
  const byPart = Map.groupBy(segments, ({ part }) => part);
  return {
    captureId: id,
    output: { key: fileKey(tenantId, id, attempt), receiptKey: receiptKey(tenantId, id, attempt) },
    ...receipt,
    parts: [...byPart].map(([part, ofPart]) => ({
      ...{ part, audioOnly },
      segments: ofPart.map(({ part: _part, ...segment }) => segment),
    })),
  };
}
