import { expect, test } from 'vitest';
import { runInContext } from '../tracing/request-context.ts';
import { continueTrace } from '../tracing/traceparent.ts';
import { createLogger } from './logger.ts';

function capture() {
  const lines: string[] = [];
  const stream = { write: (line: string) => void lines.push(line) };
  return { lines, logger: createLogger({ service: 'api', level: 'debug', stream }) };
}

const jws = 'eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJhbm5hIn0.c2lnbmF0dXJl';
const canaries: Record<string, unknown> = {
  'a header': { headers: { authorization: 'Bearer CANARY' } },
  'a field called token': { token: 'CANARY' },
  'a field whose name ends in Token': { room: { accessToken: 'CANARY' } },
  'a secret in a list': { endpoints: [{ secret: 'CANARY' }] },
  'a password': { body: { admin: { password: 'CANARY' } } },
  'an API key anywhere in a text': { note: 'used cm_live_CANARY123 twice' },
  'a token anywhere in a text': { url: `http://x/r/1#token=${jws.replace('c2ln', 'CANARY')}` },
  'the password of a database address': { url: 'postgresql://app:CANARY@127.0.0.1/cloudmeet' },
  'a webhook secret': { value: 'whsec_CANARY' },
  'an error message': { err: new Error('login failed for postgresql://app:CANARY@db/x') },
  "an error's cause": { err: new Error('outer', { cause: new Error('Authorization: Bearer CANARY') }) },
  'something nested beyond reading': { a: { b: { c: { d: { e: { f: { g: { token: 'CANARY' } } } } } } } },
};

test.each(Object.entries(canaries))('%s is never written', (_where, fields) => {
  const { lines, logger } = capture();
  logger.info(fields as object, 'Something happened');
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('Something happened');
  expect(lines[0]).not.toContain('CANARY');
  expect(() => JSON.parse(lines[0] ?? '') as unknown).not.toThrow();
});

test('credentials in the message and in fields of a child are not written either', () => {
  const { lines, logger } = capture();
  logger.child({ apiKey: 'CANARY' }).info('key cm_test_CANARY and Bearer CANARY');
  expect(lines[0]).not.toContain('CANARY');
});

test('what is no credential is written as it is (the check above can fail)', () => {
  const { lines, logger } = capture();
  logger.info({ room: { id: 'rm_CANARY', tokens: 3, participants: ['CANARY'] } }, 'hello');
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    level: 'info',
    service: 'api',
    msg: 'hello',
    room: { id: 'rm_CANARY', tokens: 3, participants: ['CANARY'] },
  });
});

test('every line of a request carries its id and trace', () => {
  const { lines, logger } = capture();
  const trace = continueTrace(undefined);
  runInContext({ requestId: 'req_1', trace }, () => {
    logger.warn('inside');
  });
  logger.warn('outside');
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ requestId: 'req_1', traceId: trace.traceId });
  expect(lines[1]).not.toContain('requestId');
});

test('an error is written with its stack and cause', () => {
  const { lines, logger } = capture();
  logger.error({ err: new Error('outer', { cause: new Error('inner') }) }, 'failed');
  expect(lines[0]).toMatch(/outer.*inner/s);
  expect(lines[0]).toContain('logger.test.ts');
});

test.each(['a-', 'eyJ-', 'eyJaaaaaa.', '"token', 'Bearer ', 'x://a:'])(
  'a line of many times %s takes no time',
  (text) => {
    const { logger } = capture();
    const startedAt = performance.now();
    logger.info(text.repeat(30_000));
    expect(performance.now() - startedAt).toBeLessThan(2000);
  },
);
