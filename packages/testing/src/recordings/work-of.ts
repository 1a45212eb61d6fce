import { newId } from '@cloudmeet/contracts';
import type { FinalizeWork } from '@cloudmeet/contracts';

/** What the function that joins is asked for: these parts of a recording of nobody in particular. */
export function workOf(
  parts: FinalizeWork['parts'],
  { captureId = newId('recording'), ...more }: Partial<FinalizeWork> = {},
): FinalizeWork {
  const startedAt = parts[0]?.segments[0]?.startedAt ?? null;
  return {
    captureId,
    output: { key: `recordings/${captureId}.mp4`, receiptKey: `recordings/${captureId}.json` },
    ...{ parts, chapters: [], layouts: [] },
    facts: {
      ...{ recordingId: captureId, roomId: newId('room'), sessionId: newId('session') },
      startedBy: { kind: 'api', id: null, name: null },
      audioOnly: parts.every((part) => part.audioOnly),
      audioCodec: 'aac',
      ...{ createdAt: startedAt ?? new Date(0).toISOString(), startedAt, stoppedAt: null },
      ...{ stopReason: null, participants: [] },
    },
    ...more,
  };
}
