import {
  captureControlRouter,
  captureQueueNames,
  createCaptureCare,
  createCaptureControl,
  createCaptureSender,
} from '@cloudmeet/api';
import type { CaptureCare, CaptureQueueName, CaptureSender, RoomControl } from '@cloudmeet/api';
import type { Database } from '@cloudmeet/database';
import { createFinalizeRecording } from '@cloudmeet/finalize-recording';
import type { FinalizeRecordingOptions } from '@cloudmeet/finalize-recording';
import type { Objects, Queue, SqsFunction } from '@cloudmeet/platform';
import type { InternalClient, JibriClient } from '@cloudmeet/platform/lambda';
import type { Logger, StreamTargetBox } from '@cloudmeet/service-kit';
import { createStartRecording } from '@cloudmeet/start-recording';
import { createStartStream } from '@cloudmeet/start-stream';
import { createStopRecording } from '@cloudmeet/stop-recording';
import { createStopStream } from '@cloudmeet/stop-stream';
import type { Router } from 'express';

export type CaptureQueues = Record<CaptureQueueName, Queue>;

/** One queue for each function, opened by its name. */
export function openCaptureQueues(open: (name: CaptureQueueName) => Queue): CaptureQueues {
  const [start, stop, finalize, startStream, stopStream] = captureQueueNames;
  return {
    [start]: open(start),
    [stop]: open(stop),
    [finalize]: open(finalize),
    [startStream]: open(startStream),
    [stopStream]: open(stopStream),
  };
}

/** The functions as they run in the cloud, by the queue that each is behind. */
export function captureFunctions(options: {
  api: InternalClient;
  jibri: JibriClient;
  join: FinalizeRecordingOptions['join'];
}): Record<CaptureQueueName, SqsFunction> {
  return {
    'start-recording': createStartRecording(options),
    'stop-recording': createStopRecording(options),
    'finalize-recording': createFinalizeRecording(options),
    'start-stream': createStartStream(options),
    'stop-stream': createStopStream(options),
  };
}

export interface CapturesOptions {
  database: Database;
  roomControl: Pick<RoomControl, 'captureChanged' | 'mixedAt'>;
  objects: Pick<Objects, 'head' | 'delete'>;
  queues: CaptureQueues;
  targets: StreamTargetBox;
  internalSecrets: readonly string[];
  publicRoomUrl: string;
  /** Files are deleted after so many days; null: never. */
  keepDays: number | null;
  logger: Logger;
  nowMs: () => number;
}

/** What decides on recordings and streams, sends their jobs and looks after them. Nothing is started. */
export interface Captures {
  sender: CaptureSender;
  care: CaptureCare;
  /** The internal routes for functions and recorders. */
  router: Router;
}

export function composeCaptures(options: CapturesOptions): Captures {
  const { internalSecrets, logger } = options;
  const sender = createCaptureSender(options);
  const care = createCaptureCare(options);
  const control = createCaptureControl(options);
  const onTurn = () => {
    sender.poke();
    care.poke();
  };
  return { sender, care, router: captureControlRouter({ control, internalSecrets, logger, onTurn }) };
}
