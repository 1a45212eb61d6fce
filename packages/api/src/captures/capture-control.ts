import type {
  CaptureJob,
  CaptureOutcome,
  CaptureProgress,
  CaptureProgressReply,
  CaptureRequestClaim,
  FinalizeClaim,
  RecorderReply,
  RecorderReport,
} from '@cloudmeet/contracts';
import type { CaptureRecord, CaptureSeatRecord, Database, Repositories } from '@cloudmeet/database';
import type { Objects } from '@cloudmeet/platform';
import type { Logger, StreamTargetBox } from '@cloudmeet/service-kit';
import type { RoomControl } from '../room-control/room-control.ts';
import { captureTimes, diskFreeBytesMin } from './capture-times.ts';
import { fileKey, finalizeWork, receiptKey, startRequest, stopRequest } from './job-request.ts';
import { noteProgress } from './note-progress.ts';
import { receiptOf } from './receipt-of.ts';
import { turnCapture } from './turn-capture.ts';

export interface CaptureControlOptions {
  database: Pick<Database, 'forTenant' | 'recorders' | 'captures'>;
  roomControl: Pick<RoomControl, 'mixedAt'>;
  objects: Pick<Objects, 'head'>;
  targets: StreamTargetBox;
  /** Where Jibri finds the room page. */
  publicRoomUrl: string;
  /** Files are deleted after so many days; null: never. */
  keepDays: number | null;
  logger: Pick<Logger, 'warn'>;
  nowMs: () => number;
}

/** What the functions and recorders of recordings and streams ask for and tell. */
export interface CaptureControl {
  /** Of any number of copies of a job one gets what is to be done. */
  claim(job: CaptureJob): Promise<CaptureRequestClaim | FinalizeClaim>;
  /** False when the attempt was of no account any more. */
  report(job: CaptureJob, outcome: CaptureOutcome): Promise<boolean>;
  progress(progress: CaptureProgress): Promise<CaptureProgressReply>;
  /** A recorder says that it is there, and is told what it need not go on with. */
  seen(report: RecorderReport): Promise<RecorderReply>;
}

const dayMs = 24 * 3600 * 1000;

function isUpNow(capture: CaptureRecord, { step, attempt }: CaptureJob): boolean {
  return capture.step === step && capture.attempt === attempt - 1;
}

/** Where a seat has to be: at the media node that mixes the room. Null where none is looked for, or none mixes it yet. */
async function nodeFor(
  job: CaptureJob,
  { database, roomControl, logger }: CaptureControlOptions,
): Promise<string | null> {
  const { tenantId, captureId } = job;
  if (job.step !== 'start') return null;
  const capture = await database
    .forTenant({ tenantId })
    .transaction((repos) => repos.captures.findById(captureId));
  if (!capture || capture.seat || !isUpNow(capture, job)) return null;
  return roomControl.mixedAt({ tenantId, roomId: capture.roomId }).catch((err: unknown) => {
    logger.warn({ err, captureId }, 'Where a room is mixed is not known now; its recording waits');
    return null;
  });
}

async function seatAt(
  repos: Repositories,
  { id, nodeId }: { id: string; nodeId: string | null },
  now: Date,
): Promise<CaptureSeatRecord | null> {
  const silentMs = captureTimes.recorderSilentMs;
  return repos.captures.findSeat(id, nodeId, { now, silentMs, diskFreeBytesMin });
}

function createClaim(options: CaptureControlOptions): CaptureControl['claim'] {
  const { database, targets, publicRoomUrl, nowMs } = options;
  return async (job) => {
    const { tenantId, captureId, step, attempt } = job;
    const nothing = step === 'finalize' ? { work: null } : { request: null };
    const nodeId = await nodeFor(job, options);
    return database.forTenant({ tenantId }).transaction(async (repos) => {
      const capture = await repos.captures.lock(captureId);
      if (!capture || !isUpNow(capture, job)) return nothing;
      const now = new Date(nowMs());
      const seat =
        step === 'start' && !capture.seat ? await seatAt(repos, { id: captureId, nodeId }, now) : null;
      const { bytes } = await repos.captureSegments.held(captureId);
      const signal = { e: 'claim', step, attempt, seat, bytes } as const;
      const receipt = step === 'finalize' ? await receiptOf(repos, capture) : undefined;
      const more = () => (receipt ? { people: receipt.facts.participants } : {});
      const { capture: taken, turn } = await turnCapture(repos, capture, signal, { now, more });
      if (!turn?.granted) return nothing;
      if (receipt) {
        const segments = await repos.captureSegments.list(captureId);
        return { work: finalizeWork(taken, tenantId, { segments, receipt }) };
      }
      const context = { tenantId, publicRoomUrl, targets };
      return { request: step === 'start' ? startRequest(taken, context) : stopRequest(taken) };
    });
  };
}

/** A file is believed when it and its receipt are where they have to be, it as large as when it was read back. */
async function checkFile(
  { tenantId, captureId, attempt, step }: CaptureJob,
  outcome: CaptureOutcome,
  objects: Pick<Objects, 'head'>,
): Promise<CaptureOutcome> {
  const { file, status } = outcome;
  if (step !== 'finalize' || status !== 'done') return outcome;
  const key = fileKey(tenantId, captureId, attempt);
  const found = file?.key === key ? await objects.head(key) : null;
  if (!found || found.bytes !== file?.bytes || found.bytes === 0)
    return { status: 'failed', detail: 'The joined file is not in the object store.' };
  const beside = receiptKey(tenantId, captureId, attempt);
  if (file.receiptKey === beside && (await objects.head(beside))) return outcome;
  return { status: 'failed', detail: 'The receipt of the file is not in the object store.' };
}

function createReport({
  database,
  objects,
  keepDays,
  nowMs,
}: CaptureControlOptions): CaptureControl['report'] {
  return async (job, reported) => {
    const { tenantId, captureId, step, attempt } = job;
    const outcome = await checkFile(job, reported, objects);
    return database.forTenant({ tenantId }).transaction(async (repos) => {
      const capture = await repos.captures.lock(captureId);
      if (!capture) return false;
      const now = new Date(nowMs());
      const { turn } = await turnCapture(
        repos,
        capture,
        { e: 'report', step, attempt, outcome },
        {
          now,
          more: ({ state }) =>
            state.status === 'ready'
              ? {
                  chapters: state.file?.chapters ?? [],
                  readyAt: now,
                  expiresAt: keepDays === null ? null : new Date(now.getTime() + keepDays * dayMs),
                }
              : {},
        },
      );
      return turn !== null;
    });
  };
}

export function createCaptureControl(options: CaptureControlOptions): CaptureControl {
  const { database, nowMs } = options;
  return {
    claim: createClaim(options),
    report: createReport(options),
    progress: (progress) =>
      database.forTenant(progress).transaction((repos) => noteProgress(repos, progress, new Date(nowMs()))),
    async seen(report) {
      await database.recorders.report(report, new Date(nowMs()));
      const taken = report.seats.flatMap(({ captureId }) => (captureId === null ? [] : [captureId]));
      if (taken.length === 0) return { unwanted: [] };
      const wanted = new Set(await database.captures.listAt(report.recorderId));
      return { unwanted: taken.filter((captureId) => !wanted.has(captureId)) };
    },
  };
}
