import { z } from 'zod';
import { recordingSchema } from '../rest/recordings.ts';
import { streamSchema } from '../rest/streams.ts';

const recording = z.object({ recording: recordingSchema });
const stream = z.object({ stream: streamSchema });

/** `data` of the webhooks of recordings and streams, by their type. Written with the change of the thing itself. */
export const captureEventSchemas = {
  'recording.started': recording,
  'recording.ready': recording,
  'recording.failed': recording,
  'stream.started': stream,
  'stream.ended': stream,
  'stream.failed': stream,
} as const;

export type CaptureEventType = keyof typeof captureEventSchemas;
/** Type and data of one such webhook. */
export type CaptureEvent = {
  [Type in CaptureEventType]: { type: Type; data: z.infer<(typeof captureEventSchemas)[Type]> };
}[CaptureEventType];
