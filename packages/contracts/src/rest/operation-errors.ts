import type { ErrorCode } from '../errors/codes.ts';
import type { Operation } from './operation.ts';

const always = [
  'invalid-request',
  'unauthenticated',
  'invalid-credential',
  'rate-limited',
  'internal',
  'unavailable',
] as const satisfies readonly ErrorCode[];

const withBody = [
  'malformed-json',
  'too-deep',
  'payload-too-large',
  'unsupported-media-type',
] as const satisfies readonly ErrorCode[];

const withIdempotencyKey = [
  'idempotency-mismatch',
  'idempotency-in-progress',
] as const satisfies readonly ErrorCode[];

/** Every error that an operation can answer: its own and those that come with its form. */
export function operationErrors(operation: Operation): ErrorCode[] {
  return [
    ...always,
    ...(operation.method === 'post' || operation.method === 'patch' ? withBody : []),
    ...(operation.method === 'post' ? withIdempotencyKey : []),
    ...operation.errors,
  ];
}
