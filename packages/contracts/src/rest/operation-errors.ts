import type { ErrorCode } from '../errors/codes.ts';
import { takesIdempotencyKey } from './operation.ts';
import type { Operation } from './operation.ts';

const always = [
  'invalid-request',
  'rate-limited',
  'internal',
  'unavailable',
] as const satisfies readonly ErrorCode[];

const withCredential = ['unauthenticated', 'invalid-credential'] as const satisfies readonly ErrorCode[];

const withinTenant = [
  'no-membership',
  'role-not-permitted',
  'scope-missing',
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
    ...(operation.auth === 'public' ? [] : withCredential),
    ...(operation.auth === 'user' ? ['scope-missing' as const] : []),
    ...(operation.auth === undefined ? withinTenant : []),
    ...(operation.method === 'post' || operation.method === 'patch' ? withBody : []),
    ...(takesIdempotencyKey(operation) ? withIdempotencyKey : []),
    ...operation.errors,
  ];
}
