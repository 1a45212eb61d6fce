import { expect, test } from 'vitest';
import { isConflict, isUnavailable, toDatabaseError } from './database-errors.ts';
import { retryConflicts } from './retry-conflicts.ts';

const p2034 = Object.assign(new Error('write conflict'), { code: 'P2034' });
/** What the driver adapter throws when PostgreSQL refuses the COMMIT itself. */
const atCommit = Object.assign(new Error('TransactionWriteConflict'), {
  name: 'DriverAdapterError',
  cause: { kind: 'TransactionWriteConflict', originalCode: '40001' },
});
const inRawQuery = Object.assign(new Error('raw query failed'), {
  code: 'P2010',
  meta: { driverAdapterError: { cause: { originalCode: '40P01', kind: 'postgres' } } },
});

async function run(errors: Error[], attemptsMax?: number) {
  const waits: number[] = [];
  const left = [...errors];
  let attempts = 0;
  const work = async () => {
    attempts += 1;
    const error = left.shift();
    if (error) throw error;
    return 'done';
  };
  const wait = async (delayMs: number) => void waits.push(delayMs);
  const options = { random: () => 0.5, wait, baseDelayMs: 10, ...(attemptsMax ? { attemptsMax } : {}) };
  const outcome = await retryConflicts(work, options).catch((error: unknown) => error);
  return { outcome, attempts, waits };
}

test.each([
  ['P2034', p2034],
  ['a refused COMMIT', atCommit],
  ['a raw query', inRawQuery],
])('a conflict that shows as %s is repeated', async (_name, error) => {
  expect(isConflict(error)).toBe(true);
  expect(await run([error, error])).toEqual({ outcome: 'done', attempts: 3, waits: [5, 10] });
});

test('repetitions are bounded, and the last error is the one that is thrown', async () => {
  const { outcome, attempts, waits } = await run([p2034, p2034, p2034, p2034, atCommit, p2034]);
  expect(outcome).toBe(atCommit);
  expect(attempts).toBe(5);
  expect(waits).toEqual([5, 10, 20, 40]);
});

test('what is no conflict is not repeated (the checks above can fail)', async () => {
  const unique = Object.assign(new Error('unique'), { code: 'P2002' });
  expect(await run([unique])).toEqual({ outcome: unique, attempts: 1, waits: [] });
});

test('a database out of reach is told as unavailable, anything else as it is', () => {
  for (const code of ['ECONNREFUSED', '57P03', 'P1001', '53300']) {
    const error = Object.assign(new Error('x'), { code });
    expect(isUnavailable(error)).toBe(true);
    expect(toDatabaseError(error)).toMatchObject({ code: 'unavailable', cause: error });
  }
  const pool = new Error('timeout exceeded when trying to connect');
  expect(toDatabaseError(pool)).toMatchObject({ code: 'unavailable' });
  expect(toDatabaseError(p2034)).toBe(p2034);
  expect(toDatabaseError('text')).toMatchObject({ code: 'internal', cause: 'text' });
});
