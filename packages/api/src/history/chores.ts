import type { Database } from '@cloudmeet/database';
import type { Logger } from '@cloudmeet/service-kit';
import { checkDueBudgets } from '../budgets/check-due-budgets.ts';
import type { RequestLog } from './request-log.ts';

/** What is done every now and then beside answering requests. */
export interface Chores {
  /** Does everything once. What fails is logged and done the next time. */
  run(): Promise<void>;
  /** Waits for what is under way and writes what was noted. Idempotent. */
  close(): Promise<void>;
}

export interface ChoresOptions {
  database: Database;
  requestLog: RequestLog;
  logger: Logger;
  /** Default 5,000. */
  everyMs?: number;
  /** Requests are kept this long. Default 14 days. */
  requestLogDays?: number;
  /** Messages are kept this long after they were sent. Default 7 days. */
  outboxDays?: number;
  /** Each budget is looked at so often. Default 15,000. */
  budgetsEveryMs?: number;
  nowMs?: () => number;
}

const sessionsAtOnce = 100;
const dayMs = 86_400_000;
/** Housekeeping is done once in so many rounds. */
const housekeepingEvery = 120;
const purgedAtOnce = 1000;
/** A round of housekeeping takes away so much at most, so that a long backlog hinders nobody. */
const purgeRoundsMax = 50;

/** Takes away what was sent long ago and answers that nobody may ask for again. */
async function purgeExpired(database: Database, outboxDays: number): Promise<void> {
  for (let round = 0; round < purgeRoundsMax; round += 1) {
    const { idempotencyKeys, outbox } = await database.system.purge(outboxDays * dayMs, purgedAtOnce);
    if (idempotencyKeys < purgedAtOnce && outbox < purgedAtOnce) return;
  }
}

/** Counts the use of sessions whose log went on. */
async function meter(database: Database): Promise<void> {
  for (const { tenantId, sessionId } of await database.history.listUnmetered(sessionsAtOnce))
    await database.forTenant({ tenantId }).transaction((repos) => repos.usage.meter(sessionId));
}

/** Starts the chores. Several processes may do them at once: each is safe to be done twice. */
export function startChores(options: ChoresOptions): Chores {
  const { database, requestLog, logger, everyMs = 5000, nowMs = Date.now } = options;
  const { requestLogDays = 14, outboxDays = 7, budgetsEveryMs } = options;
  let rounds = 0;
  const housekeeping = async () => {
    await database.history.purgeRequestLog(new Date(nowMs() - requestLogDays * dayMs));
    await database.identity.purge(new Date(nowMs()));
    await purgeExpired(database, outboxDays);
  };
  const work = async () => {
    await requestLog.flush();
    await meter(database);
    await checkDueBudgets({ database, logger, now: new Date(nowMs()), everyMs: budgetsEveryMs });
    if (rounds % housekeepingEvery === 0) await housekeeping();
    rounds += 1;
  };
  let underWay: Promise<void> | undefined;
  const run = () =>
    (underWay ??= work()
      .catch((err: unknown) => {
        logger.warn({ err }, 'A chore was not done');
      })
      .finally(() => (underWay = undefined)));
  const timer = setInterval(() => void run(), everyMs);
  timer.unref();
  let closing: Promise<void> | undefined;
  return {
    run,
    close() {
      clearInterval(timer);
      return (closing ??= Promise.resolve(underWay).then(() => requestLog.flush()));
    },
  };
}
