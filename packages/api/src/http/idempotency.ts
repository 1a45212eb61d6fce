import { CloudMeetError, limits } from '@cloudmeet/contracts';
import type { BeginResult, Repositories } from '@cloudmeet/database';
import { sha256Hex } from '@cloudmeet/service-kit';
import type { SecretBox } from '@cloudmeet/service-kit';
import type { Request } from 'express';
import { replySchema } from './reply.ts';
import type { Reply } from './reply.ts';

/** A request that is to be carried out once, however often it is sent. */
export interface IdempotentRequest {
  key: string;
  route: string;
  bodyHash: string;
}

/** The answer, and whether it was given before. */
export interface OnceReply {
  reply: Reply;
  replayed: boolean;
}

const keyPattern = /^[\x21-\x7e]+$/;

/** Work that does not end within this is taken to have died with its process. */
export const lockMs = 30_000;

/**
 * The client's `Idempotency-Key`.
 * @throws CloudMeetError `invalid-request` for one that is empty, too long or not printable
 */
export function idempotencyKeyOf(request: Request): string | undefined {
  const key = request.get('idempotency-key');
  if (key === undefined) return undefined;
  if (keyPattern.test(key) && key.length <= limits.idempotencyKeyLength) return key;
  const detail = `must be 1 to ${String(limits.idempotencyKeyLength)} printable characters without spaces`;
  throw new CloudMeetError('invalid-request', {
    detail: `Idempotency-Key ${detail}.`,
    errors: [{ pointer: '/Idempotency-Key', detail }],
  });
}

/** What makes two requests the same: the operation and everything it was asked, after parsing. */
export function requestHash(asked: { params: unknown; query: unknown; body: unknown }): string {
  return sha256Hex(JSON.stringify([asked.params, asked.query, asked.body]));
}

/** Answers hold tokens and keys, so they are sealed while they are kept. */
export function createReplyKeeper(box: SecretBox) {
  const replayOf = (begun: BeginResult): Reply | undefined => {
    switch (begun.status) {
      case 'new':
        return undefined;
      case 'mismatch':
        throw new CloudMeetError('idempotency-mismatch');
      case 'in-progress':
        throw new CloudMeetError('idempotency-in-progress', { retryAfterSeconds: 1 });
      case 'replay': {
        if (typeof begun.response.body !== 'string') throw new Error('A kept answer is not a sealed text.');
        return replySchema.parse(JSON.parse(box.open(begun.response.body)));
      }
    }
  };
  return {
    /** The answer given before; undefined when there is none and the work is to be done now. */
    begin: async (repos: Repositories, request: IdempotentRequest): Promise<Reply | undefined> =>
      replayOf(await repos.idempotency.begin({ ...request, lockMs })),
    complete: (repos: Repositories, key: string, reply: Reply): Promise<void> =>
      repos.idempotency.complete(key, { status: reply.status, body: box.seal(JSON.stringify(reply)) }),
  };
}
export type ReplyKeeper = ReturnType<typeof createReplyKeeper>;
