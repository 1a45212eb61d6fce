import type pg from 'pg';
import { z } from 'zod';
import type { ApiKeyRecord } from '../repositories/api-keys.ts';
import { leaseRowSchema } from '../repositories/leases.ts';
import type { LeaseRecord } from '../repositories/leases.ts';
import type { SigningKeyRecord } from '../repositories/signing-keys.ts';
import { hashPassword, verifyPassword } from '../users/password.ts';
import { querySystem } from './query.ts';
import { systemStatements as statements } from './statements.ts';
import {
  apiKeyRowSchema,
  leasedMessageRowSchema,
  membershipRowSchema,
  roomPageRowSchema,
  signingKeyRowSchema,
} from './system-rows.ts';
import type { LeasedMessage, MembershipRecord, RoomPageRecord } from './system-rows.ts';

export interface UserRecord {
  id: string;
  email: string;
  name: string;
}

const userRowSchema = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  password_hash: z.string(),
});

/** What must be asked before a tenant is known, or over all of them. Everything else goes through `forTenant`. */
export class SystemRepository {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** An API request carries nothing but a key. `hash` is its SHA-256 in hex. Revoked keys are found too. */
  async findApiKey(hash: string): Promise<ApiKeyRecord | null> {
    const [key] = await querySystem(this.#pool, apiKeyRowSchema, statements.findApiKey, [hash]);
    return key ?? null;
  }

  /** A room page is opened by its address alone. Null for unknown and deleted rooms. */
  async findRoomPage(roomId: string): Promise<RoomPageRecord | null> {
    const [page] = await querySystem(this.#pool, roomPageRowSchema, statements.findRoomPage, [roomId]);
    return page ?? null;
  }

  /** A token names its tenant itself and is not believed yet. Null for unknown and revoked keys. */
  async findTenantSigningKey(tenantId: string, kid: string): Promise<SigningKeyRecord | null> {
    const [key] = await querySystem(this.#pool, signingKeyRowSchema, statements.findSigningKey, [
      tenantId,
      kid,
    ]);
    return key ?? null;
  }

  /** Null when the e-mail is taken. A person is created before their first membership. */
  async createUser(input: UserRecord & { password: string }): Promise<UserRecord | null> {
    const { id, name, password } = input;
    const email = input.email.toLowerCase();
    const [row] = await querySystem(
      this.#pool,
      z.object({ system_create_user: z.boolean() }),
      statements.createUser,
      [id, email, name, await hashPassword(password)],
    );
    return row?.system_create_user ? { id, email, name } : null;
  }

  /** The person of this e-mail and password, else null; an unknown e-mail takes as long as a wrong password. */
  async verifyLogin(email: string, password: string): Promise<UserRecord | null> {
    const [row] = await querySystem(this.#pool, userRowSchema, statements.findUser, [email.toLowerCase()]);
    const fits = await verifyPassword(password, row?.password_hash);
    return row && fits ? { id: row.id, email: row.email, name: row.name } : null;
  }

  /** The tenants among which somebody chooses after logging in. */
  async listMemberships(userId: string): Promise<MembershipRecord[]> {
    return querySystem(this.#pool, membershipRowSchema, statements.listMemberships, [userId]);
  }

  /** Which node has a room now: for sending clients there. */
  async findLease(roomId: string): Promise<LeaseRecord | null> {
    const [lease] = await querySystem(this.#pool, leaseRowSchema, statements.findLease, [roomId]);
    return lease ?? null;
  }

  /** Renews all rooms of a node in one statement. Returns the ids of those that are still its own. */
  async renewLeases(
    nodeId: string,
    leases: readonly { roomId: string; epoch: number }[],
    ttlMs: number,
  ): Promise<string[]> {
    const rows = await querySystem(this.#pool, z.object({ room_id: z.string() }), statements.renewLeases, [
      nodeId,
      leases.map((lease) => lease.roomId),
      leases.map((lease) => lease.epoch),
      ttlMs,
    ]);
    return rows.map((row) => row.room_id);
  }

  /** Rooms whose session goes on although no node has them, at most `max`, oldest first: ids only. */
  async listOrphanedRooms(max: number): Promise<string[]> {
    const row = z.object({ room_id: z.string() });
    const rows = await querySystem(this.#pool, row, statements.listOrphanedRooms, [max]);
    return rows.map((one) => one.room_id);
  }

  /** Rooms that are deleted, that no node has, and whose session goes on in the records, at most `max`. */
  async listSessionsOfDeletedRooms(max: number): Promise<{ tenantId: string; roomId: string }[]> {
    const row = z.object({ tenant_id: z.string(), room_id: z.string() });
    const rows = await querySystem(this.#pool, row, statements.listSessionsOfDeletedRooms, [max]);
    return rows.map((one) => ({ tenantId: one.tenant_id, roomId: one.room_id }));
  }

  /** Takes at most `max` due messages for `leaseMs`: no other sender gets them meanwhile. Oldest first per room. */
  async leaseOutbox(max: number, leaseMs: number): Promise<LeasedMessage[]> {
    const rows = await querySystem(this.#pool, leasedMessageRowSchema, statements.leaseOutbox, [
      max,
      leaseMs,
    ]);
    return rows.sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.seq ?? 0) - (b.seq ?? 0));
  }

  /** The messages were delivered. Returns how many had not been before. */
  async markOutboxDone(ids: readonly string[]): Promise<number> {
    const [row] = await querySystem(
      this.#pool,
      z.object({ system_finish_outbox: z.int() }),
      statements.finishOutbox,
      [ids],
    );
    return row?.system_finish_outbox ?? 0;
  }

  /** A delivery failed: due again after `delayMs`. */
  async retryOutbox(id: string, delayMs: number): Promise<void> {
    const row = z.object({ system_retry_outbox: z.boolean() });
    await querySystem(this.#pool, row, statements.retryOutbox, [id, delayMs]);
  }

  /** Removes expired idempotency keys and messages delivered more than `outboxAgeMs` ago, `max` of each. */
  async purge(outboxAgeMs: number, max = 1000): Promise<{ idempotencyKeys: number; outbox: number }> {
    const schema = z.object({ idempotency_keys: z.int(), outbox: z.int() });
    const [row] = await querySystem(this.#pool, schema, statements.purge, [outboxAgeMs, max]);
    return { idempotencyKeys: row?.idempotency_keys ?? 0, outbox: row?.outbox ?? 0 };
  }
}
