import { expect, test } from 'vitest';
import { contextHeaders, currentContext, runInContext } from './request-context.ts';
import { continueTrace, formatTraceparent, parseTraceparent } from './traceparent.ts';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const spanId = '00f067aa0ba902b7';

test("the specification's own example is understood", () => {
  expect(parseTraceparent(`00-${traceId}-${spanId}-01`)).toEqual({ traceId, spanId, sampled: true });
  expect(parseTraceparent(`00-${traceId}-${spanId}-00`)?.sampled).toBe(false);
});

test('a later version may carry more', () => {
  expect(parseTraceparent(`cc-${traceId}-${spanId}-01-what-the-future-brings`)?.traceId).toBe(traceId);
});

test.each([
  undefined,
  '',
  'x',
  `ff-${traceId}-${spanId}-01`,
  `00-${traceId}-${spanId}-01-more`,
  `00-${'0'.repeat(32)}-${spanId}-01`,
  `00-${traceId}-${'0'.repeat(16)}-01`,
  `00-${traceId.toUpperCase()}-${spanId}-01`,
  `00-${traceId}-${spanId}`,
  ` 00-${traceId}-${spanId}-01`,
])('%s is ignored', (header) => {
  expect(parseTraceparent(header)).toBeUndefined();
  expect(continueTrace(header).traceId).toMatch(/^[0-9a-f]{32}$/);
});

test("a service works in its caller's trace under a span of its own", () => {
  const own = continueTrace(`00-${traceId}-${spanId}-01`);
  expect(own).toMatchObject({ traceId, sampled: true });
  expect(own.spanId).not.toBe(spanId);
  expect(parseTraceparent(formatTraceparent(own))).toEqual(own);
});

test('everything started for a request knows it, and nothing else does', async () => {
  const seen = (id: string) =>
    runInContext({ requestId: id, trace: continueTrace(undefined) }, async () => {
      await new Promise((resolve) => setImmediate(resolve));
      return [currentContext()?.requestId, contextHeaders()['x-request-id']];
    });
  expect(await Promise.all([seen('first'), seen('second')])).toEqual([
    ['first', 'first'],
    ['second', 'second'],
  ]);
  expect(currentContext()).toBeUndefined();
  expect(contextHeaders()).toEqual({});
});
