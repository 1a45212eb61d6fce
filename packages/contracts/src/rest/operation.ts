import { z } from 'zod';
import type { ErrorCode } from '../errors/codes.ts';
import { idSchema } from '../ids.ts';

/** Headings of the reference, in its order. */
export type OperationTag = 'Rooms' | 'Tokens' | 'Participants' | 'Administration';

/** One REST operation. OpenAPI, request parsing and the API's route table derive from it. */
export interface Operation {
  method: 'get' | 'post' | 'patch' | 'delete';
  /** Path template in OpenAPI's form, `/v1/rooms/{roomId}`. */
  path: string;
  summary: string;
  tag: OperationTag;
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
  /** Errors beyond those that any operation can answer. */
  errors: readonly ErrorCode[];
}

export const operation = <const One extends Operation>(one: One): One => one;

/** Parameters of the paths below one room. */
export const roomParams = z.object({ roomId: idSchema('room') });
