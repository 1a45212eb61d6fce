import type { Database, NewRequestLogEntry } from '@cloudmeet/database';
import type { Logger } from '@cloudmeet/service-kit';

/** Takes note of requests, without making anybody wait. */
export interface RequestLog {
  note(make: () => NewRequestLogEntry): void;
  /** Writes what was noted. */
  flush(): Promise<void>;
}

export interface RequestLogOptions {
  database: Pick<Database, 'history'>;
  logger: Logger;
  /** Requests that wait to be written at most; beyond that the newest are dropped. Default 5,000. */
  waitingMax?: number;
}

const batchMax = 500;

/** A log of requests that is written many at once by whoever calls `flush`. It loses requests before it slows one. */
export function createRequestLog({ database, logger, waitingMax = 5000 }: RequestLogOptions): RequestLog {
  const waiting: NewRequestLogEntry[] = [];
  let dropped = 0;

  const write = async () => {
    if (dropped > 0) logger.warn({ dropped }, 'Requests were not noted: too many were waiting');
    dropped = 0;
    while (waiting.length > 0) await database.history.logRequests(waiting.splice(0, batchMax));
  };
  return {
    note(make) {
      if (waiting.length < waitingMax) waiting.push(make());
      else dropped += 1;
    },
    flush: () =>
      write().catch((err: unknown) => {
        logger.warn({ err }, 'Requests were not noted');
      }),
  };
}
