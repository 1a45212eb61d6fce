import { pino } from 'pino';
import type { DestinationStream, Level, Logger as PinoLogger } from 'pino';
import { currentContext } from '../tracing/request-context.ts';
import { redactFields, redactText } from './redact.ts';

export type Logger = PinoLogger;

export interface LoggerOptions {
  /** Name of the service in every line. */
  service: string;
  /** Default `info`. */
  level?: Level | 'silent';
  /** Default: standard output. */
  stream?: DestinationStream;
}

/**
 * JSON lines with `service`, `requestId` and `traceId`. Credentials are taken out by the names of fields and by their
 * form in any text, error messages included.
 */
export function createLogger(options: LoggerOptions): Logger {
  return pino(
    {
      level: options.level ?? 'info',
      base: { service: options.service },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }), log: redactFields, bindings: redactFields },
      mixin: () => {
        const context = currentContext();
        return context ? { requestId: context.requestId, traceId: context.trace.traceId } : {};
      },
      hooks: { streamWrite: redactText },
    },
    options.stream ?? pino.destination({ fd: 1, sync: false }),
  );
}
