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

/** True when another transaction was in the way and the same work may succeed if it is done again from its start. */
export function isConflict(thrown: unknown): boolean {
  return layersOf(thrown).some((layer) => layer.codes.some((code) => conflictCodes.has(code)));
}

/** True when the database could not be reached, or gave no connection in time. */
export function isUnavailable(thrown: unknown): boolean {
  return layersOf(thrown).some(
    (layer) =>
      layer.codes.some((code) => unavailableCodes.has(code)) || unavailableMessages.test(layer.message),
  );
}

/** What callers see: `unavailable` for a database out of reach, anything else as it is. */
export function toDatabaseError(thrown: unknown): Error {
  if (!(thrown instanceof Error)) return new CloudMeetError('internal', { cause: thrown });
  if (thrown instanceof CloudMeetError || !isUnavailable(thrown)) return thrown;
  return new CloudMeetError('unavailable', { detail: 'The database is not reachable now.', cause: thrown });
}
