import type { CaptureEvent } from '@cloudmeet/contracts';
import type { CaptureRecord, Repositories } from '@cloudmeet/database';
import type { CaptureTurn } from './capture-signal.ts';
import { recordingBody } from './recording-body.ts';
import { streamBody } from './stream-body.ts';

type Announced = NonNullable<CaptureTurn['announce']>;

function eventOf(capture: CaptureRecord, announced: Announced): CaptureEvent {
  if (capture.kind === 'recording') {
    const type = announced === 'ended' ? 'recording.ready' : (`recording.${announced}` as const);
    return { type, data: { recording: recordingBody(capture) } };
  }
  const type = announced === 'ready' ? 'stream.ended' : (`stream.${announced}` as const);
  return { type, data: { stream: streamBody(capture) } };
}

/** Notes what customers are to be told of a capture, in the transaction of the change. Do it last there. */
export async function announceCapture(
  repos: Repositories,
  capture: CaptureRecord,
  announced: Announced,
): Promise<void> {
  const { type, data } = eventOf(capture, announced);
  await repos.outbox.enqueue({ type, roomId: capture.roomId, payload: data });
}
