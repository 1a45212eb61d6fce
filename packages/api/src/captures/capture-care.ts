import type { Database, RunningCapture } from '@cloudmeet/database';
import type { Objects } from '@cloudmeet/platform';
import type { Logger } from '@cloudmeet/service-kit';
import type { RoomControl } from '../room-control/room-control.ts';
import { createWakeableRest } from '../webhooks/wakeable-rest.ts';
import type { CaptureSignal } from './capture-signal.ts';
import { captureTimes } from './capture-times.ts';
import { clearObjects } from './clear-objects.ts';
import { tellRoom } from './tell-room.ts';
import { turnCapture } from './turn-capture.ts';

export interface CaptureCareOptions {
  database: Pick<Database, 'forTenant' | 'captures' | 'recorders'>;
  roomControl: Pick<RoomControl, 'captureChanged' | 'mixedAt'>;
  objects: Pick<Objects, 'delete'>;
  logger: Pick<Logger, 'warn'>;
  nowMs?: () => number;
  /** How often it looks after everything that runs. Default 2,000. */
  everyMs?: number;
}

/** Looks after what nobody reports: lost recorders, ended sessions, rooms that were not told, files that are to go. */
export interface CaptureCare {
  /** One round over everything. What fails is logged and done the next time. */
  run(): Promise<void>;
  start(): void;
  /** A room may have to be told something now. */
  poke(): void;
  /** Finishes the round it is at. Idempotent. */
  close(): Promise<void>;
}

const atOnce = 500;
/** Recorders not heard of for this long are forgotten. */
const forgottenMs = 24 * 3600 * 1000;
/** Whether a room is still mixed where it is recorded is asked once in so many rounds, and files are cleared. */
const rarelyEvery = 5;

interface Round {
  /** Recorders that were heard of lately, each with its media node. */
  nodes: ReadonlyMap<string, string>;
  isRare: boolean;
}

/** What happened to a capture that nobody told us. */
async function noticed(
  capture: RunningCapture,
  { nodes, isRare }: Round,
  roomControl: Pick<RoomControl, 'mixedAt'>,
): Promise<CaptureSignal | null> {
  const { part, recorderId, sessionEnded, status } = capture;
  if (!['queued', 'recording', 'live'].includes(status)) return null;
  if (recorderId !== null && !nodes.has(recorderId)) return { e: 'lost', part };
  if (sessionEnded) return { e: 'stop', reason: 'session-ended' };
  if (recorderId === null || !isRare) return null;
  const mixedAt = await roomControl.mixedAt(capture);
  return mixedAt !== null && mixedAt !== nodes.get(recorderId) ? { e: 'moved', part } : null;
}

async function careFor(capture: RunningCapture, round: Round, options: CaptureCareOptions): Promise<void> {
  const { database, roomControl, nowMs = Date.now } = options;
  const signal = await noticed(capture, round, roomControl);
  if (signal)
    await database.forTenant(capture).transaction(async (repos) => {
      const locked = await repos.captures.lock(capture.captureId);
      if (locked) await turnCapture(repos, locked, signal, { now: new Date(nowMs()) });
    });
  if (signal || capture.untold) await tellRoom(capture, options);
}

async function careForAll(options: CaptureCareOptions, isRare: boolean): Promise<void> {
  const { database, logger, nowMs = Date.now } = options;
  const heardSince = new Date(nowMs() - captureTimes.recorderSilentMs);
  const heard = await database.recorders.list(heardSince);
  const round = { nodes: new Map(heard.map(({ recorderId, nodeId }) => [recorderId, nodeId])), isRare };
  let after = '';
  for (;;) {
    const captures = await database.captures.listRunning({ after, max: atOnce });
    for (const capture of captures)
      await careFor(capture, round, options).catch((err: unknown) => {
        logger.warn({ err, captureId: capture.captureId }, 'A recording was not looked after; trying again');
      });
    const last = captures.at(-1);
    if (!last || captures.length < atOnce) return;
    after = last.captureId;
  }
}

/** Starts nothing by itself. Several processes may do this at once: each signal is safe to come twice. */
export function createCaptureCare(options: CaptureCareOptions): CaptureCare {
  const { database, logger, nowMs = Date.now, everyMs = 2000 } = options;
  const pause = createWakeableRest();
  let rounds = 0;
  let running: Promise<void> | undefined;

  const run = async () => {
    const isRare = rounds % rarelyEvery === 0;
    rounds += 1;
    try {
      await careForAll(options, isRare);
      if (!isRare) return;
      await clearObjects({ ...options, nowMs });
      await database.recorders.forget(new Date(nowMs() - forgottenMs));
    } catch (err) {
      logger.warn({ err }, 'Recordings cannot be looked after now; trying again');
    }
  };

  const work = async () => {
    while (!pause.ended) {
      await run();
      await pause.rest(everyMs);
    }
  };

  return {
    run,
    start: () => void (running ??= work()),
    poke: () => pause.wake(),
    close: async () => {
      pause.end();
      await running;
    },
  };
}
