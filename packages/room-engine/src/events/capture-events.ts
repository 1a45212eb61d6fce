import { CloudMeetError } from '@cloudmeet/contracts';
import type { Entry, RoomRecording, RoomState, RoomStream } from '@cloudmeet/contracts';
import type { RoomEvent } from '../room-events.ts';

/** What began and ended of the room's recording and stream. `entry` is the one that made the change. */
export function captureEvents(before: RoomState, after: RoomState, entry?: Entry): RoomEvent[] {
  return [
    ...recordingEvents(before.recording, after.recording, entry),
    ...streamEvents(before.stream, after.stream, entry),
  ];
}

/** What is so for somebody who has just come. */
export function captureBegun({ recording, stream }: RoomState): RoomEvent[] {
  return [...recordingEvents(null, recording), ...streamEvents(null, stream)];
}

function recordingEvents(was: RoomRecording | null, is: RoomRecording | null, entry?: Entry): RoomEvent[] {
  if (was === is) return [];
  const began = is?.startedAt != null && (was?.startedAt == null || was.recordingId !== is.recordingId);
  const ended = was && was.recordingId !== is?.recordingId ? was : null;
  return [
    ...(ended ? endOf(ended, entry) : []),
    ...(began
      ? [
          {
            name: 'recording-started' as const,
            payload: {
              recordingId: is.recordingId,
              startedBy: is.by,
              startedAt: is.startedAt ?? '',
              audioOnly: is.audioOnly,
            },
          },
        ]
      : []),
  ];
}

function endOf({ recordingId, startedAt }: RoomRecording, entry?: Entry): RoomEvent[] {
  const failed = entry?.type === 'recording.failed' ? entry.data : null;
  const reason = failed ? 'failed' : entry?.type === 'recording.stopped' ? entry.data.reason : 'ended';
  return [
    ...(failed
      ? [{ name: 'recording-error' as const, payload: { recordingId, error: errorOf(failed) } }]
      : []),
    ...(startedAt === null ? [] : [{ name: 'recording-stopped' as const, payload: { recordingId, reason } }]),
  ];
}

function streamEvents(was: RoomStream | null, is: RoomStream | null, entry?: Entry): RoomEvent[] {
  if (was === is) return [];
  const began = is?.startedAt != null && (was?.startedAt == null || was.streamId !== is.streamId);
  const ended = was && was.streamId !== is?.streamId ? was : null;
  const payload = is && {
    streamId: is.streamId,
    startedBy: is.by,
    startedAt: is.startedAt ?? '',
    hlsUrl: is.hlsUrl,
    targets: is.targets,
  };
  return [
    ...(ended ? streamEnd(ended, entry) : []),
    ...(began && payload ? [{ name: 'live-streaming-started' as const, payload }] : []),
  ];
}

function streamEnd({ streamId, startedAt }: RoomStream, entry?: Entry): RoomEvent[] {
  const failed = entry?.type === 'stream.failed' ? entry.data : null;
  const reason = failed ? 'failed' : entry?.type === 'stream.stopped' ? entry.data.reason : 'ended';
  return [
    ...(failed
      ? [{ name: 'live-streaming-error' as const, payload: { streamId, error: errorOf(failed) } }]
      : []),
    ...(startedAt === null
      ? []
      : [{ name: 'live-streaming-stopped' as const, payload: { streamId, reason } }]),
  ];
}

/** A cause that is no error of the contracts comes with its own words. */
function errorOf({ code, detail }: { code: string; detail: string }) {
  return CloudMeetError.fromWire({ code, message: detail }).toWire();
}
