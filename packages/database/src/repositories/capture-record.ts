import {
  captureChangeSchema,
  capturedBySchema,
  captureFailureSchema,
  chapterSchema,
  finalizedFileSchema,
  recordedPersonSchema,
  streamSchema,
} from '@cloudmeet/contracts';
import type {
  AudioCodec,
  CaptureChange,
  CapturedBy,
  CaptureFailure,
  CaptureKind,
  CaptureStep,
  Chapter,
  FinalizedFile,
  RecordedPerson,
  RestTarget,
} from '@cloudmeet/contracts';
import { z } from 'zod';
import type { Capture } from '../generated/client.ts';

export type CaptureStatus = Capture['status'];

/** One unbroken run of a capture at one seat. */
export interface CapturePartRecord {
  part: number;
  startedAt: string | null;
  endedAt: string | null;
  lastNumber: number | null;
}

/** The place that makes a capture. */
export interface CaptureSeatRecord {
  recorderId: string;
  seat: number;
  url: string;
}

export interface CaptureRecord {
  id: string;
  kind: CaptureKind;
  roomId: string;
  sessionId: string;
  status: CaptureStatus;
  audioOnly: boolean;
  audioCodec: AudioCodec;
  hls: boolean;
  hlsUrl: string | null;
  targets: RestTarget[];
  targetsSealed: string | null;
  startedBy: CapturedBy;
  createdAt: Date;
  startedAt: Date | null;
  stoppedAt: Date | null;
  stopReason: string | null;
  endedAt: Date | null;
  readyAt: Date | null;
  step: CaptureStep | null;
  attempt: number;
  tries: number;
  dueAt: Date | null;
  waitingSince: Date | null;
  part: number;
  parts: CapturePartRecord[];
  seat: CaptureSeatRecord | null;
  file: FinalizedFile | null;
  chapters: Chapter[];
  people: RecordedPerson[];
  viewers: number;
  failure: CaptureFailure | null;
  /** Changes that the room was not told yet, oldest first. */
  untold: CaptureChange[];
  expiresAt: Date | null;
  deletedAt: Date | null;
  /** Its objects were removed from the store after it was deleted. */
  purgedAt: Date | null;
  /** Its segments were removed from the store after they were joined. */
  trimmedAt: Date | null;
}

const partsSchema = z.array(
  z.object({
    part: z.int(),
    startedAt: z.string().nullable(),
    endedAt: z.string().nullable(),
    lastNumber: z.int().nullable(),
  }),
);

function seatOf({ recorderId, seat, seatUrl }: Capture): CaptureSeatRecord | null {
  return recorderId !== null && seat !== null && seatUrl !== null ? { recorderId, seat, url: seatUrl } : null;
}

export function toCapture(row: Capture): CaptureRecord {
  const { tenantId: _tenant, recorderId: _recorder, seatUrl: _url, ...withFile } = row;
  const { bytes: _bytes, durationMs: _duration, traceparent: _trace, ...withNode } = withFile;
  const { seatNode: _node, seatAskedAt: _asked, ...rest } = withNode;
  return {
    ...rest,
    targets: streamSchema.shape.targets.parse(row.targets),
    startedBy: capturedBySchema.parse(row.startedBy),
    parts: partsSchema.parse(row.parts),
    seat: seatOf(row),
    file: finalizedFileSchema.nullable().parse(row.file),
    chapters: z.array(chapterSchema).parse(row.chapters),
    people: z.array(recordedPersonSchema).parse(row.people),
    failure: captureFailureSchema.nullable().parse(row.failure),
    untold: z.array(captureChangeSchema).parse(row.untold),
  };
}
