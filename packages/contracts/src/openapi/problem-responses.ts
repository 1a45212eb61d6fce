import { errorCodes, errorSpecs } from '../errors/codes.ts';
import type { ErrorCode } from '../errors/codes.ts';
import { problemTypePrefix } from '../errors/wire-error.ts';
import type { Problem } from '../errors/wire-error.ts';
import { operationErrors } from '../rest/operation-errors.ts';
import type { Operation } from '../rest/operation.ts';
import { headersOf } from './headers.ts';

/** An example of the problem that a code is answered with. */
function problemExample(code: ErrorCode): Problem {
  const { status, message, fix } = errorSpecs[code];
  return {
    type: problemTypePrefix + code,
    title: message,
    status,
    code,
    fix,
    requestId: '0b7a2c4e-8f1d-4a53-9c57-2f6f0a1d9b3e',
  };
}

function problemResponse(codes: readonly ErrorCode[], status: number) {
  return {
    description: codes.map((code) => `\`${code}\`: ${errorSpecs[code].message}`).join('\n\n'),
    headers: status === 429 || status === 503 ? headersOf('Retry-After') : headersOf(),
    content: {
      'application/problem+json': {
        schema: {
          allOf: [
            { $ref: '#/components/schemas/Problem' },
            { type: 'object', properties: { code: { enum: codes } } },
          ],
        },
        examples: Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }])),
      },
    },
  };
}

/** An example of every problem that some operation can answer, for `components/examples`. */
export function problemExamples(operations: readonly Operation[]): Record<string, { value: Problem }> {
  const answered = new Set(operations.flatMap((operation) => operationErrors(operation)));
  const codes = errorCodes.filter((code) => answered.has(code));
  return Object.fromEntries(codes.map((code) => [code, { value: problemExample(code) }]));
}

/** An operation's errors by HTTP status, each with its codes. */
export function problemResponses(operation: Operation): Record<string, ReturnType<typeof problemResponse>> {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of operationErrors(operation)) {
    const { status } = errorSpecs[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [String(status), problemResponse(codes, status)]),
  );
}
