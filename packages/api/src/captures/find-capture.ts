import { CloudMeetError } from '@cloudmeet/contracts';
import type { CaptureKind, Recording } from '@cloudmeet/contracts';
import type { CaptureRecord, Repositories } from '@cloudmeet/database';
import { recordingBody } from './recording-body.ts';

/** @throws CloudMeetError `not-found` for an unknown, deleted or other tenant's one */
export async function findCapture(
  repos: Repositories,
  kind: CaptureKind,
  id: string,
): Promise<CaptureRecord> {
  const capture = await repos.captures.findById(id);
  if (capture?.kind !== kind) throw new CloudMeetError('not-found');
  return capture;
}

/** A recording as it is shown, with its place where it waits. */
export async function shownRecording(repos: Repositories, capture: CaptureRecord): Promise<Recording> {
  const position =
    capture.waitingSince === null ? null : await repos.captures.positionOf(capture.id, new Date());
  return recordingBody(capture, position);
}
