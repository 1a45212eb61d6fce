import { operations } from '@cloudmeet/contracts';
import type { Json, Operation, OperationId } from '@cloudmeet/contracts';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { entityTag } from './entity-tag.ts';
import type { OperationReply } from './operation-handler.ts';

/** An answer as it is sent, and kept under an Idempotency-Key. */
export const replySchema = z.object({
  status: z.int(),
  etag: z.string().optional(),
  body: z.json().optional(),
  /** The body as a table, for those who ask for one. */
  csv: z.string().optional(),
});
export type Reply = z.infer<typeof replySchema>;

/** The answer of an operation: its status, its body, its version as ETag. */
export function toReply<Id extends OperationId>(id: Id, reply: OperationReply<Id>): Reply {
  const operation: Operation = operations[id];
  const said: { body?: unknown; version?: number; csv?: string } = reply;
  return {
    status: operation.status,
    ...(said.version === undefined ? {} : { etag: entityTag(said.version) }),
    ...(said.csv === undefined ? {} : { csv: said.csv }),
    // What a response schema describes is JSON; only its type does not say so.
    ...(said.body === undefined ? {} : { body: said.body as Json }),
  };
}

/** A table is sent to whoever asks for one before JSON; caches are told that there are two forms. */
export function wantsCsv(request: Request, response: Response): boolean {
  response.vary('Accept');
  return request.accepts(['application/json', 'text/csv']) === 'text/csv';
}

/** Sends a table as a file (RFC 4180). */
export function sendCsv(response: Response, csv: string, name: string): void {
  response.statusCode = 200;
  response.setHeader('Content-Type', 'text/csv; charset=utf-8; header=present');
  response.setHeader('Content-Disposition', `attachment; filename="${name}.csv"`);
  response.end(csv);
}

/** Sends an answer. Node writes headers and text at once, without the second look that Express takes at both. */
export function sendReply(response: Response, { status, etag, body }: Reply): void {
  response.statusCode = status;
  if (etag !== undefined) response.setHeader('ETag', etag);
  if (body === undefined) {
    response.end();
    return;
  }
  const text = JSON.stringify(body);
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.setHeader('Content-Length', Buffer.byteLength(text));
  response.end(text);
}
