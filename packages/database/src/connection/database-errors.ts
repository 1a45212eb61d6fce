import { CloudMeetError } from '@cloudmeet/contracts';

/** Serialization failure and deadlock: SQLSTATE, Prisma's code, and the kind its adapter gives them at COMMIT. */
const conflictCodes = new Set(['40001', '40P01', 'P2034', 'TransactionWriteConflict']);

const unavailableCodes = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH'],
  // SQLSTATE: connection exceptions, shutting down or starting up, too many connections
  ...['08000', '08003', '08006', '08001', '57P01', '57P02', '57P03', '53300'],
  // Prisma: not reachable, timed out, closed, no connection or transaction in time
  ...['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2037'],
  ...['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout', 'TooManyConnections'],
]);

/** A text with U+0000 in it: PostgreSQL stores that neither in text nor in jsonb. */
const unstorableCodes = new Set(['22021', '22P05']);

/** These have no code of their own: pg's pool and client, and Prisma when no transaction began in time. */
const unavailableMessages =
  /timeout exceeded when trying to connect|Connection terminated|Unable to start a transaction in the given time|Client has encountered a connection error|Client was closed and is not queryable|Query read timeout|on an expired transaction|Cannot use a pool after calling end/;

interface Layer {
  codes: string[];
  message: string;
}

function textOf(value: unknown): string[] {
  return typeof value === 'string' ? [value] : [];
}

/** An error and everything it wraps: `cause`, and what Prisma hides in `meta.driverAdapterError`. */
function layersOf(thrown: unknown, depth = 0): Layer[] {
  if (typeof thrown !== 'object' || thrown === null || depth > 5) return [];
  const part = (name: string): unknown => Reflect.get(thrown, name);
  const meta = part('meta');
  const wrapped: unknown =
    typeof meta === 'object' && meta !== null ? Reflect.get(meta, 'driverAdapterError') : undefined;
  return [
    {
      codes: [...textOf(part('code')), ...textOf(part('kind')), ...textOf(part('originalCode'))],
      message: [...textOf(part('message')), ...textOf(part('originalMessage'))].join(' '),
    },
    ...layersOf(part('cause'), depth + 1),
    ...layersOf(wrapped, depth + 1),
  ];
}

const hasCode = (thrown: unknown, codes: ReadonlySet<string>) =>
  layersOf(thrown).some((layer) => layer.codes.some((code) => codes.has(code)));

/** True when another transaction was in the way and the same work may succeed if it is done again from its start. */
export function isConflict(thrown: unknown): boolean {
  return hasCode(thrown, conflictCodes);
}

/** True when the database could not be reached, or gave no connection in time. */
export function isUnavailable(thrown: unknown): boolean {
  return (
    hasCode(thrown, unavailableCodes) ||
    layersOf(thrown).some((layer) => unavailableMessages.test(layer.message))
  );
}

/** What callers see: `unavailable`, `invalid-request` for a text that cannot be stored, anything else as it is. */
export function toDatabaseError(thrown: unknown): Error {
  if (!(thrown instanceof Error)) return new CloudMeetError('internal', { cause: thrown });
  if (thrown instanceof CloudMeetError) return thrown;
  if (isUnavailable(thrown)) {
    return new CloudMeetError('unavailable', { detail: 'The database is not reachable now.', cause: thrown });
  }
  if (hasCode(thrown, unstorableCodes)) {
    return new CloudMeetError('invalid-request', {
      detail: 'A text has the character U+0000 in it.',
      cause: thrown,
    });
  }
  return thrown;
}
