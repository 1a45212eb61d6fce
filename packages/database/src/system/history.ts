import type pg from 'pg';
import { z } from 'zod';
import { querySystem } from './query.ts';
import { systemStatements as statements } from './statements.ts';

/** A request as it was answered, of whatever tenant. */
export interface NewRequestLogEntry {
  tenantId: string;
  requestId: string;
  at: Date;
  actorType: string;
  actorId: string;
  actorLabel: string;
  method: string;
  path: string;
  operationId: string;
  status: number;
  code: string | null;
  durationMs: number;
}

/** What is written and looked up over all tenants: use that was not counted yet, requests, logos. */
export class SystemHistory {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** Sessions whose log goes on after what was counted of it, at most `max`, oldest first. */
  async listUnmetered(max: number): Promise<{ tenantId: string; sessionId: string }[]> {
    const row = z
      .object({ tenant_id: z.string(), session_id: z.string() })
      .transform((one) => ({ tenantId: one.tenant_id, sessionId: one.session_id }));
    return querySystem(this.#pool, row, statements.listUnmetered, [max]);
  }

  /** Budgets that are to be looked at, at most `max`, longest due first. */
  async listDueBudgets(now: Date, max: number): Promise<{ tenantId: string; id: string }[]> {
    const row = z
      .object({ tenant_id: z.string(), id: z.string() })
      .transform((one) => ({ tenantId: one.tenant_id, id: one.id }));
    return querySystem(this.#pool, row, statements.listDueBudgets, [now, max]);
  }

  async logRequests(entries: readonly NewRequestLogEntry[]): Promise<void> {
    const row = z.object({ system_log_requests: z.int() });
    await querySystem(this.#pool, row, statements.logRequests, [JSON.stringify(entries)]);
  }

  /** Removes requests from before a time, at most `max`. Returns how many. */
  async purgeRequestLog(before: Date, max = 10_000): Promise<number> {
    const row = z.object({ system_purge_request_log: z.int() });
    const [purged] = await querySystem(this.#pool, row, statements.purgeRequestLog, [before, max]);
    return purged?.system_purge_request_log ?? 0;
  }

  /** A logo is shown to whoever has its address. */
  async findLogo(id: string): Promise<{ contentType: string; bytes: Buffer } | null> {
    const row = z
      .object({ content_type: z.string(), bytes: z.instanceof(Buffer) })
      .transform((one) => ({ contentType: one.content_type, bytes: one.bytes }));
    const [logo] = await querySystem(this.#pool, row, statements.findLogo, [id]);
    return logo ?? null;
  }
}
