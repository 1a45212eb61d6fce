import { join, resolve } from 'node:path';
import type { CaptureQueueName, RoomControl } from '@cloudmeet/api';
import { joinRecording } from '@cloudmeet/finalize-recording';
import {
  createInternalClient,
  createJibriClient,
  createPostgresQueue,
  createSqsQueue,
  diskObjectsRouter,
  openObjects,
  pollQueue,
} from '@cloudmeet/platform';
import type { Objects, Queue, SqsFunction } from '@cloudmeet/platform';
import { createStreamTargetBox, errorEdge } from '@cloudmeet/service-kit';
import { Router } from 'express';
import { captureFunctions, composeCaptures, openCaptureQueues } from '../captures/compose-captures.ts';
import type { CaptureQueues } from '../captures/compose-captures.ts';
import { functionsSecretOf, internalSecretOf } from './internal-secret.ts';
import type { Parts } from './parts.ts';
import type { StartSettings } from './start-settings.ts';

/** Where files of recordings are, and how browsers reach those that are on this machine's disk. */
export function serveObjects({ addresses, lifecycle, logger, secret, settings }: Parts): {
  objects: Objects;
  router: Router;
} {
  const dir = join(resolve(settings.CLOUDMEET_DATA_DIR), 'objects');
  const { objects, disk } = openObjects({
    bucket: settings.CLOUDMEET_S3_BUCKET,
    disk: { dir, publicUrl: `${addresses.apiUrl}/objects`, secret },
  });
  lifecycle.add('the object store', objects);
  const router = Router();
  if (disk) router.use('/objects', diskObjectsRouter(disk), errorEdge({ logger }));
  return { objects, router };
}

function sqsUrlOf(name: CaptureQueueName, settings: StartSettings): string | undefined {
  return {
    'start-recording': settings.CLOUDMEET_SQS_START_RECORDING_URL,
    'stop-recording': settings.CLOUDMEET_SQS_STOP_RECORDING_URL,
    'finalize-recording': settings.CLOUDMEET_SQS_FINALIZE_RECORDING_URL,
    'start-stream': settings.CLOUDMEET_SQS_START_STREAM_URL,
    'stop-stream': settings.CLOUDMEET_SQS_STOP_STREAM_URL,
  }[name];
}

function openQueue(name: CaptureQueueName, { database, settings }: Parts): Queue {
  const queueUrl = sqsUrlOf(name, settings);
  return queueUrl === undefined ? createPostgresQueue({ database, name }) : createSqsQueue({ queueUrl });
}

/** Joining a long file takes a while, and one at a time is enough for one machine; the calls of others are short. */
const pace = {
  'finalize-recording': { concurrency: 1, visibilityMs: 15 * 60_000 },
  default: { concurrency: 4, visibilityMs: 60_000 },
} as const;

function openQueues(parts: Parts, functions: Record<CaptureQueueName, SqsFunction>): CaptureQueues {
  const { lifecycle, settings } = parts;
  const logger = parts.logger.child({ part: 'recordings' });
  return openCaptureQueues((name) => {
    const queue = lifecycle.add(`the queue ${name}`, openQueue(name, parts));
    const isHere = settings.CLOUDMEET_CAPTURE_POLLER ?? sqsUrlOf(name, settings) === undefined;
    const { concurrency, visibilityMs } = name === 'finalize-recording' ? pace[name] : pace.default;
    const options = { queue, queueName: name, handler: functions[name], logger, concurrency, visibilityMs };
    if (isHere) lifecycle.add(`the jobs of ${name}`, pollQueue({ ...options, batch: 1 }));
    return queue;
  });
}

/** Records and streams: sends jobs, does them unless functions elsewhere do, and looks after what runs. */
export function serveCaptures(
  parts: Parts,
  { apiUrl, objects, roomControl }: { apiUrl: string; objects: Objects; roomControl: RoomControl },
): Router {
  const { addresses, database, lifecycle, secret, settings } = parts;
  const internalSecret = functionsSecretOf(settings.CLOUDMEET_INTERNAL_SECRET, secret);
  const functions = captureFunctions({
    api: createInternalClient({ apiUrl, internalSecret }),
    jibri: createJibriClient({ internalSecret }),
    join: (work) => joinRecording(objects, work),
  });
  const { sender, care, router } = composeCaptures({
    ...{ database, roomControl, objects, nowMs: Date.now },
    logger: parts.logger.child({ part: 'recordings' }),
    queues: openQueues(parts, functions),
    targets: createStreamTargetBox(secret),
    internalSecrets: [internalSecret, internalSecretOf(secret)],
    publicRoomUrl: addresses.roomUrl,
    keepDays: settings.CLOUDMEET_RECORDING_DAYS ?? null,
  });
  sender.start();
  lifecycle.add('the sender of recording jobs', sender);
  care.start();
  lifecycle.add('the care of recordings', care);
  return router;
}
