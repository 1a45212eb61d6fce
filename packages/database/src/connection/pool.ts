import pg from 'pg';

/** The role that every service works as; it owns nothing and stands under row-level security. */
export const appRole = 'cloudmeet_app';

export interface PoolOptions {
  /** `postgresql://…` of a login that is `cloudmeet_app` or a member of it. */
  url: string;
  /** Connections at most. Default 10. */
  connectionsMax?: number;
  /** How long a unit of work waits for a connection before it fails as `unavailable`. Default 5,000. */
  connectionTimeoutMs?: number;
  /** The server cancels a statement after this long. Default 15,000. */
  statementTimeoutMs?: number;
  /** Told of connections that broke while nobody used them; the pool replaces them by itself. */
  onIdleError?: (error: Error) => void;
}

/** Opens a pool whose connections all act as `cloudmeet_app`, whatever the login is. */
export function createPool(options: PoolOptions): pg.Pool {
  const statementTimeoutMs = options.statementTimeoutMs ?? 15_000;
  const pool = new pg.Pool({
    connectionString: options.url,
    application_name: 'cloudmeet',
    options: `-c role=${appRole}`,
    max: options.connectionsMax ?? 10,
    connectionTimeoutMillis: options.connectionTimeoutMs ?? 5000,
    statement_timeout: statementTimeoutMs,
    // A server that hangs cancels nothing: then this side gives up.
    query_timeout: statementTimeoutMs + 5000,
    idle_in_transaction_session_timeout: 30_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
  });
  pool.on('error', (error) => options.onIdleError?.(error));
  return pool;
}
