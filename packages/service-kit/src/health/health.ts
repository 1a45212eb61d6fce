import { setTimeout as sleep } from 'node:timers/promises';
import type { RequestHandler } from 'express';
import type { Logger } from '../logging/logger.ts';

/** Resolves when the dependency answers; what it throws is logged, not shown. */
export type HealthCheck = () => Promise<unknown>;

export interface HealthOptions {
  /** By name, such as `database`. */
  checks: Readonly<Record<string, HealthCheck>>;
  /** A dependency that has not answered by then is not ready. Default 2,000. */
  timeoutMs?: number;
  logger: Logger;
}

export interface CheckResult {
  ready: boolean;
  durationMs: number;
}

export interface Readiness {
  status: 'ready' | 'not-ready' | 'draining';
  checks: Record<string, CheckResult>;
}

export interface Health {
  /** `GET /healthz`: the process answers. Never asks a dependency, so that its failure restarts nobody. */
  healthz: RequestHandler;
  /** `GET /readyz`: 200 when all dependencies answer, else 503. */
  readyz: RequestHandler;
  /** From now on `readyz` says 503, so that no new requests are sent here. */
  startDraining(): void;
}

async function runCheck(name: string, check: HealthCheck, options: HealthOptions): Promise<CheckResult> {
  const startedAt = performance.now();
  const given = new AbortController();
  const outcome = async (): Promise<boolean> => {
    try {
      await check();
      return true;
    } catch (err) {
      options.logger.warn({ err, check: name }, 'A dependency is not ready');
      return false;
    }
  };
  const tooLate = sleep(options.timeoutMs ?? 2000, false, { signal: given.signal }).catch(() => false);
  const ready = await Promise.race([outcome(), tooLate]);
  given.abort();
  return { ready, durationMs: Math.round(performance.now() - startedAt) };
}

export function createHealth(options: HealthOptions): Health {
  let draining = false;
  return {
    healthz: (_request, response) => {
      response.json({ status: 'ok' });
    },
    readyz: async (_request, response) => {
      const results = await Promise.all(
        Object.entries(options.checks).map(async ([name, check]): Promise<[string, CheckResult]> => [
          name,
          await runCheck(name, check, options),
        ]),
      );
      const ready = results.every(([, result]) => result.ready);
      const status = draining ? 'draining' : ready ? 'ready' : 'not-ready';
      const body: Readiness = { status, checks: Object.fromEntries(results) };
      response.status(status === 'ready' ? 200 : 503).json(body);
    },
    startDraining: () => {
      draining = true;
    },
  };
}
