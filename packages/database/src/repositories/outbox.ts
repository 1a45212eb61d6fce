import { randomUUID } from 'node:crypto';
import type { Json } from '@cloudmeet/contracts';
import { contextHeaders } from '@cloudmeet/service-kit';
import { z } from 'zod';
import { Prisma } from '../generated/client.ts';
import type { Scope } from './scope.ts';

export interface NewOutboxMessage {
  /** Such as `room.created`. */
  type: string;
  /** The room whose numbering it takes part in; without it the message has no `seq`. */
  roomId?: string | undefined;
  payload: Json;
}

const numbered = z.array(z.object({ webhook_seq: z.coerce.number() }));

/** What must be told to somebody, written with the change that it tells of. Sending is `database.system`'s. */
export class OutboxRepository {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /**
   * Adds a message with the room's next `seq`. The room's row stays locked until the transaction ends, so numbers
   * have no gaps and follow the order of commits. Do it last in a unit of work.
   */
  async enqueue(message: NewOutboxMessage): Promise<{ id: string; seq: number | null }> {
    const { tx, tenantId } = this.#scope;
    const { type, roomId, payload } = message;
    const seq = roomId === undefined ? null : await this.#nextSeq(roomId);
    const id = randomUUID();
    await tx.outboxMessage.create({
      data: {
        ...{ id, tenantId, roomId: roomId ?? null, type, seq },
        payload: payload ?? Prisma.JsonNull,
        traceparent: contextHeaders()['traceparent'] ?? null,
      },
    });
    return { id, seq };
  }

  async #nextSeq(roomId: string): Promise<number> {
    const { tx, tenantId } = this.#scope;
    const rows = await tx.$queryRaw`
      UPDATE rooms SET webhook_seq = webhook_seq + 1
      WHERE id = ${roomId} AND tenant_id = ${tenantId} RETURNING webhook_seq`;
    const [room] = numbered.parse(rows);
    if (!room) throw new Error(`There is no room ${roomId} to number a message of.`);
    return room.webhook_seq;
  }
}
