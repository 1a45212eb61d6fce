import type { CaptureJob, CaptureKind, CaptureStep } from '@cloudmeet/contracts';
import type { Database, DueCapture } from '@cloudmeet/database';
import type { OutgoingMessage, Queue } from '@cloudmeet/platform';
import type { Logger } from '@cloudmeet/service-kit';
import { createWakeableRest } from '../webhooks/wakeable-rest.ts';

/** One queue for each function: only recordings are finalized. */
export const captureQueueNames = [
  'start-recording',
  'stop-recording',
  'finalize-recording',
  'start-stream',
  'stop-stream',
] as const;
export type CaptureQueueName = (typeof captureQueueNames)[number];
export type CaptureQueues = Record<CaptureQueueName, Pick<Queue, 'send'>>;

export interface CaptureSenderOptions {
  database: Pick<Database, 'captures'>;
  queues: CaptureQueues;
  logger: Pick<Logger, 'error'>;
  /** Milliseconds since the epoch. Default: the clock of this machine. */
  nowMs?: () => number;
  /** How often it looks when nothing is to do. Default 200. */
  idleMs?: number;
}

/** Moves due steps of recordings and streams to the queues, in this process and beside any number of others. */
export interface CaptureSender {
  /** One round. Returns how many jobs there were. @throws CloudMeetError `unavailable` */
  step(): Promise<number>;
  /** Does rounds until it is closed. */
  start(): void;
  /** There may be something to do now. */
  poke(): void;
  /** Finishes the round it is at. Idempotent. */
  close(): Promise<void>;
}

const batch = 200;
/** A job that nobody took up within this time is put on the queue again. */
const leaseMs = 15_000;
const afterFailureMs = 1000;

const queueOf: Record<CaptureKind, Record<CaptureStep, CaptureQueueName>> = {
  recording: { start: 'start-recording', stop: 'stop-recording', finalize: 'finalize-recording' },
  stream: { start: 'start-stream', stop: 'stop-stream', finalize: 'stop-stream' },
};

function toMessage({ captureId, tenantId, step, attempt, traceparent }: DueCapture): OutgoingMessage {
  const job: CaptureJob = { tenantId, captureId, step, attempt };
  return { body: JSON.stringify(job), attributes: traceparent === null ? {} : { traceparent } };
}

function queueFor({ captureId, step }: DueCapture): CaptureQueueName {
  return queueOf[captureId.startsWith('rec_') ? 'recording' : 'stream'][step];
}

export function createCaptureSender(options: CaptureSenderOptions): CaptureSender {
  const { database, queues, logger, nowMs = Date.now, idleMs = 200 } = options;
  const pause = createWakeableRest();
  let running: Promise<void> | undefined;

  const step = async () => {
    const due = await database.captures.dispatch({ now: new Date(nowMs()), max: batch, leaseMs });
    for (const [name, jobs] of Map.groupBy(due, queueFor)) await queues[name].send(jobs.map(toMessage));
    return due.length;
  };

  const run = async () => {
    while (!pause.ended) {
      try {
        if ((await step()) === 0) await pause.rest(idleMs);
      } catch (err) {
        logger.error({ err }, 'Jobs of recordings cannot be sent now; trying again');
        await pause.rest(afterFailureMs);
      }
    }
  };

  return {
    step,
    start: () => void (running ??= run()),
    poke: () => pause.wake(),
    close: async () => {
      pause.end();
      await running;
    },
  };
}
