import { PrismaPg } from '@prisma/adapter-pg';
import { assertRowSecurityHolds } from './connection/assert-row-security.ts';
import { toDatabaseError } from './connection/database-errors.ts';
import { createPool } from './connection/pool.ts';
import type { PoolOptions } from './connection/pool.ts';
import { retryConflicts } from './connection/retry-conflicts.ts';
import type { RetryOptions } from './connection/retry-conflicts.ts';
import { createStatementNames } from './connection/statement-names.ts';
import { PrismaClient } from './generated/client.ts';
import { SystemHistory } from './system/history.ts';
import { createIdentityDatabase } from './identity/identity-database.ts';
import type { IdentityDatabase } from './identity/identity-database.ts';
import { createRepositories } from './repositories/index.ts';
import type { Repositories } from './repositories/index.ts';
import { CaptureSystemRepository } from './system/captures.ts';
import { MediaNodeRepository } from './system/media-nodes.ts';
import { QueueMessageRepository } from './system/queue-messages.ts';
import { RecorderRepository } from './system/recorders.ts';
import { ServiceKeyRepository } from './system/service-keys.ts';
import { SystemRepository } from './system/system-repository.ts';
import { WebhookSystemRepository } from './system/webhooks.ts';

export interface DatabaseOptions extends PoolOptions {
  /** How transactions that met another one are repeated. */
  retry?: RetryOptions;
  /** A unit of work is rolled back after this long. Default 10,000. */
  transactionTimeoutMs?: number;
}

export interface TransactionOptions {
  /** Default `ReadCommitted`: the repositories lock what they decide on. */
  isolationLevel?: 'ReadCommitted' | 'RepeatableRead' | 'Serializable';
}

/** Everything of one tenant. */
export interface TenantDatabase {
  /**
   * One unit of work: all of it or nothing. It is repeated from its start after a serialization failure or deadlock,
   * so `work` may run several times and must touch nothing but `repos`.
   * @throws `unavailable` when the database is out of reach.
   */
  transaction<Result>(
    work: (repos: Repositories) => Promise<Result>,
    options?: TransactionOptions,
  ): Promise<Result>;
}

/** The one way to the data. Prisma does not show through it. */
export interface Database {
  forTenant(tenant: { tenantId: string }): TenantDatabase;
  /** The few questions asked before a tenant is known, or over all tenants. Each says why. */
  readonly system: SystemRepository;
  /** The deployment's own signing keys: they belong to no tenant. */
  readonly serviceKeys: ServiceKeyRepository;
  /** People who sign in: they belong to no tenant either. */
  readonly identity: IdentityDatabase;
  /** Use, requests and logos over all tenants. */
  readonly history: SystemHistory;
  /** Processes that mix rooms, and what they mix. */
  readonly mediaNodes: MediaNodeRepository;
  /** Recordings and streams of all tenants, on their way to the queue. */
  readonly captures: CaptureSystemRepository;
  /** Processes that record and stream what media nodes mix. */
  readonly recorders: RecorderRepository;
  /** Webhooks of all tenants, on their way to the queue. */
  readonly webhooks: WebhookSystemRepository;
  /** Jobs between services, where no other queue is configured. */
  readonly queue: QueueMessageRepository;
  /** Resolves when a query is answered. @throws `unavailable` */
  ping(): Promise<void>;
  /** Refuses a login that row-level security does not bind: call it once before serving. */
  assertRowSecurityHolds(): Promise<void>;
  close(): Promise<void>;
}

/** Opens the database. Nothing connects until the first unit of work. */
export function createDatabase(options: DatabaseOptions): Database {
  const pool = createPool(options);
  const adapter = new PrismaPg(pool, {
    disposeExternalPool: false,
    statementNameGenerator: createStatementNames(),
  });
  const transactionOptions = {
    maxWait: options.connectionTimeoutMs ?? 5000,
    timeout: options.transactionTimeoutMs ?? 10_000,
  };
  const prisma = new PrismaClient({ adapter, transactionOptions });
  let closing: Promise<void> | undefined;

  const transaction = async <Result>(
    tenantId: string,
    work: (repos: Repositories) => Promise<Result>,
    isolation: TransactionOptions,
  ): Promise<Result> => {
    const attempt = () =>
      prisma.$transaction(async (tx) => {
        await tx.$executeRaw`SELECT set_config('app.tenant_id', ${tenantId}, true)`;
        return await work(createRepositories(tx, tenantId));
      }, isolation);
    try {
      return await retryConflicts(attempt, options.retry);
    } catch (error) {
      throw toDatabaseError(error);
    }
  };

  return {
    forTenant: ({ tenantId }) => ({
      transaction: (work, isolation = {}) => transaction(tenantId, work, isolation),
    }),
    system: new SystemRepository(pool),
    serviceKeys: new ServiceKeyRepository(pool),
    identity: createIdentityDatabase(pool),
    history: new SystemHistory(pool),
    mediaNodes: new MediaNodeRepository(pool),
    captures: new CaptureSystemRepository(pool),
    recorders: new RecorderRepository(pool),
    webhooks: new WebhookSystemRepository(pool),
    queue: new QueueMessageRepository(pool),
    ping: async () => {
      await pool.query('SELECT 1').catch((error: unknown) => Promise.reject(toDatabaseError(error)));
    },
    assertRowSecurityHolds: () => assertRowSecurityHolds(pool),
    close: () => (closing ??= prisma.$disconnect().then(() => pool.end())),
  };
}
