import { z } from 'zod';
import type { ErrorCode } from '../errors/codes.ts';
import { idSchema } from '../ids.ts';

/** Headings of the reference, in its order. */
export type OperationTag =
  | 'Rooms'
  | 'Tokens'
  | 'Participants'
  | 'Recordings'
  | 'Streams'
  | 'Webhooks'
  | 'Administration'
  | 'Members'
  | 'History'
  | 'Sign-in';

/** One REST operation. OpenAPI, request parsing and the API's route table derive from it. */
export interface Operation {
  method: 'get' | 'post' | 'patch' | 'delete';
  /** Path template in OpenAPI's form, `/v1/rooms/{roomId}`. */
  path: string;
  summary: string;
  tag: OperationTag;
  /**
   * Who is asked for: by default a credential of a tenant (an API key, or the access token of a member). `user`: an
   * access token, of whatever tenant. `public`: nobody, and failures count for the address.
   */
  auth?: 'user' | 'public';
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** Body may be left out altogether: then it is `{}`. */
  bodyOptional?: boolean;
  /** The thing has a version: answers carry it as ETag. */
  etag?: true;
  /** Takes If-Match with such an ETag; without it the change is made whatever the version. */
  ifMatch?: 'optional';
  status: 200 | 201 | 202 | 204;
  response?: z.ZodType;
  /** With `Accept: text/csv` the answer is a table in CSV (RFC 4180). */
  csv?: true;
  /** Bodies may be this large; `limits.bodyBytes` without it. */
  bodyBytesMax?: number;
  /** Errors beyond those that any operation can answer. */
  errors: readonly ErrorCode[];
}

/** A POST of a tenant takes Idempotency-Key. Signing in does not: its answers are never kept. */
export function takesIdempotencyKey({ method, auth }: Operation): boolean {
  return method === 'post' && auth === undefined;
}

export const operation = <const One extends Operation>(one: One): One => one;

/** Parameters of the paths below one room. */
export const roomParams = z.object({ roomId: idSchema('room') });
