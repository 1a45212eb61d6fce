import { limits } from '@cloudmeet/contracts';
import type { Json } from '@cloudmeet/contracts';
import { z } from 'zod';
import { Prisma } from '../generated/client.ts';
import type { Scope } from './scope.ts';

export interface IdempotentRequest {
  /** The client's `Idempotency-Key`. */
  key: string;
  /** Method and route template, such as `POST /v1/rooms`. */
  route: string;
  /** SHA-256 of the request's parameters and body, in hex. */
  bodyHash: string;
  /** An unfinished request is given up after this long, and a retry takes its place. Default 60,000. */
  lockMs?: number;
}

/**
 * `new`: do the work, then `complete`. `replay`: answer this again. `in-progress`: the first request is still at it.
 * `mismatch`: the key was used for another request.
 */
export type BeginResult =
  | { status: 'new' }
  | { status: 'replay'; response: { status: number; body: Json } }
  | { status: 'in-progress' }
  | { status: 'mismatch' };

const jsonSchema = z.json();

/**
 * Answers of POST requests by their `Idempotency-Key`, for 24 hours. Begin and complete in the transaction of the work
 * and a crash leaves nothing behind; a second request then waits for the first one's end. Where the work leaves the
 * database, begin in a transaction of its own: then the second one is told `in-progress`.
 */
export class IdempotencyRepository {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  async begin(request: IdempotentRequest): Promise<BeginResult> {
    const { tx, tenantId } = this.#scope;
    const { key, route, bodyHash, lockMs = 60_000 } = request;
    const begun = await tx.$executeRaw`
      INSERT INTO idempotency_keys AS k (tenant_id, key, route, body_hash, locked_until, expires_at)
      VALUES (${tenantId}, ${key}, ${route}, ${bodyHash},
              clock_timestamp() + ${lockMs}::integer * interval '1 millisecond',
              clock_timestamp() + ${limits.idempotencySeconds}::integer * interval '1 second')
      ON CONFLICT (tenant_id, key) DO UPDATE SET
        route = EXCLUDED.route, body_hash = EXCLUDED.body_hash, state = 'running', status = NULL, response = NULL,
        created_at = clock_timestamp(), locked_until = EXCLUDED.locked_until, expires_at = EXCLUDED.expires_at
      WHERE k.expires_at <= clock_timestamp()
        OR (k.state = 'running' AND k.locked_until <= clock_timestamp()
            AND k.route = EXCLUDED.route AND k.body_hash = EXCLUDED.body_hash)`;
    if (begun > 0) return { status: 'new' };
    const row = await tx.idempotencyKey.findUniqueOrThrow({ where: { tenantId_key: { tenantId, key } } });
    if (row.route !== route || row.bodyHash !== bodyHash) return { status: 'mismatch' };
    if (row.state === 'running' || row.status === null) return { status: 'in-progress' };
    return { status: 'replay', response: { status: row.status, body: jsonSchema.parse(row.response) } };
  }

  /** Keeps the answer for whoever sends the same request again. */
  async complete(key: string, response: { status: number; body: Json }): Promise<void> {
    const { tx, tenantId } = this.#scope;
    await tx.idempotencyKey.updateMany({
      where: { tenantId, key, state: 'running' },
      data: { state: 'done', status: response.status, response: response.body ?? Prisma.JsonNull },
    });
  }

  /** Forgets an unfinished request, so that a retry begins afresh: for failures that changed nothing. */
  async abandon(key: string): Promise<void> {
    const { tx, tenantId } = this.#scope;
    await tx.idempotencyKey.deleteMany({ where: { tenantId, key, state: 'running' } });
  }
}
