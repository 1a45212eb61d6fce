import { limits } from '../limits.ts';
import { takesIdempotencyKey } from '../rest/operation.ts';
import type { Operation } from '../rest/operation.ts';

const text = (description: string, example: string) => ({ description, schema: { type: 'string' }, example });

/** Headers of answers, by name, for `components/headers`. */
export const headerComponents = {
  'X-Request-Id': text('Names this request in logs and in errors', '0b7a2c4e-8f1d-4a53-9c57-2f6f0a1d9b3e'),
  RateLimit: text('What is left of the limit (IETF RateLimit header fields)', '"default"; r=599; t=60'),
  'RateLimit-Policy': text('The limit itself', '"default"; q=600; w=60'),
  'Retry-After': {
    description: 'Seconds until the next try may succeed',
    schema: { type: 'integer', minimum: 0 },
    example: 1,
  },
  ETag: text('Version of the thing, for If-Match', '"3"'),
  'Idempotency-Replayed': {
    description: 'This answer was given before, for the same Idempotency-Key',
    schema: { type: 'string', enum: ['true'] },
    example: 'true',
  },
} as const;
export type HeaderName = keyof typeof headerComponents;

const always: readonly HeaderName[] = ['X-Request-Id', 'RateLimit', 'RateLimit-Policy'];

/** References to the headers of an answer: those of every one and the given ones. */
export function headersOf(...more: HeaderName[]): Record<string, { $ref: string }> {
  return Object.fromEntries(
    [...always, ...more].map((name) => [name, { $ref: `#/components/headers/${name}` }]),
  );
}

/** Headers of an operation's success. */
export function successHeaders(operation: Operation): Record<string, { $ref: string }> {
  const more: HeaderName[] = [];
  if (operation.etag) more.push('ETag');
  if (takesIdempotencyKey(operation)) more.push('Idempotency-Replayed');
  return headersOf(...more);
}

/** Request headers that operations share, for `components/parameters`. */
export const parameterComponents = {
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    description:
      'Sent again with the same key and body, a request is answered as the first one was, and nothing is done twice. ' +
      `Kept for ${String(limits.idempotencySeconds / 3600)} hours.`,
    schema: {
      type: 'string',
      pattern: '^[\\x21-\\x7e]+$',
      minLength: 1,
      maxLength: limits.idempotencyKeyLength,
    },
    example: 'create-room-4711',
  },
  Tenant: {
    name: 'CloudMeet-Tenant',
    in: 'header',
    description:
      'With an access token: which of your tenants is meant. Without it the one that you joined first. ' +
      'An API key has its tenant, so this must not name another.',
    schema: { type: 'string' },
    example: 'tnt_b3Xk8PzQ1vWn6RtY5mLs0JcD',
  },
  IfMatch: {
    name: 'If-Match',
    in: 'header',
    description: 'Do it only if the thing still has this ETag (RFC 9110 section 13.1.1); otherwise 412',
    schema: { type: 'string' },
    example: '"3"',
  },
} as const;
