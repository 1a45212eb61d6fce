import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Scope } from './scope.ts';

/** A realtime node: where its peers and its clients reach it. `id` is new with every start of the process. */
export interface LeaseNode {
  id: string;
  internalUrl: string;
  socketUrl: string;
}

export interface LeaseRecord {
  roomId: string;
  tenantId: string;
  nodeId: string;
  /** Grows with every change of hands; writes of an older epoch are refused. */
  epoch: number;
  internalUrl: string;
  socketUrl: string;
  expiresAt: Date;
}

export type AcquireResult =
  { status: 'acquired'; lease: LeaseRecord } | { status: 'held'; lease: LeaseRecord } | { status: 'missing' };

export const leaseRowSchema = z
  .object({
    room_id: z.string(),
    tenant_id: z.string(),
    node_id: z.string(),
    epoch: z.coerce.number(),
    internal_url: z.string(),
    socket_url: z.string(),
    expires_at: z.date(),
  })
  .transform((row): LeaseRecord => ({
    roomId: row.room_id,
    tenantId: row.tenant_id,
    nodeId: row.node_id,
    epoch: row.epoch,
    internalUrl: row.internal_url,
    socketUrl: row.socket_url,
    expiresAt: row.expires_at,
  }));

/** Which node writes a room. All times are the database's own. */
export class LeaseRepository {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /**
   * Takes the room for `ttlMs` when nobody holds it, when its holder let it expire, or when the node holds it itself
   * (then the epoch stays). A holder with this node's own internal address is an earlier process in its place: dead.
   * Waits for a holder's append that is under way. `missing` when there is no such room.
   */
  async acquire(roomId: string, node: LeaseNode, ttlMs: number): Promise<AcquireResult> {
    const { tx, tenantId } = this.#scope;
    const taken = await tx.$queryRaw`
      INSERT INTO room_leases AS l (room_id, tenant_id, node_id, epoch, internal_url, socket_url, expires_at)
      SELECT r.id, r.tenant_id, ${node.id}, 1, ${node.internalUrl}, ${node.socketUrl},
             clock_timestamp() + ${ttlMs}::integer * interval '1 millisecond'
      FROM rooms r WHERE r.id = ${roomId} AND r.tenant_id = ${tenantId} AND r.deleted_at IS NULL
      ON CONFLICT (room_id) DO UPDATE SET
        node_id = EXCLUDED.node_id, internal_url = EXCLUDED.internal_url, socket_url = EXCLUDED.socket_url,
        expires_at = clock_timestamp() + ${ttlMs}::integer * interval '1 millisecond',
        epoch = l.epoch + CASE WHEN l.node_id = EXCLUDED.node_id THEN 0 ELSE 1 END
      WHERE l.node_id IS NULL OR l.node_id = EXCLUDED.node_id OR l.expires_at <= clock_timestamp()
         OR l.internal_url = EXCLUDED.internal_url
      RETURNING l.room_id, l.tenant_id, l.node_id, l.epoch, l.internal_url, l.socket_url, l.expires_at`;
    const [lease] = z.array(leaseRowSchema).parse(taken);
    if (lease) return { status: 'acquired', lease };
    const holder = await this.find(roomId);
    return holder ? { status: 'held', lease: holder } : { status: 'missing' };
  }

  /**
   * Takes a room that nobody holds, deleted or not, for this unit of work alone: give it up at its end. Whoever held it
   * before is fenced. Null when somebody holds it, or there is no such room.
   */
  async seize(roomId: string): Promise<{ roomId: string; nodeId: string; epoch: number } | null> {
    const { tx, tenantId } = this.#scope;
    const nodeId = `unit_${randomUUID()}`;
    const rows = await tx.$queryRaw`
      INSERT INTO room_leases AS l (room_id, tenant_id, node_id, epoch, internal_url, socket_url, expires_at)
      SELECT r.id, r.tenant_id, ${nodeId}, 1, '', '', clock_timestamp()
      FROM rooms r WHERE r.id = ${roomId} AND r.tenant_id = ${tenantId}
      ON CONFLICT (room_id) DO UPDATE SET node_id = EXCLUDED.node_id, epoch = l.epoch + 1
      WHERE l.node_id IS NULL OR l.expires_at <= clock_timestamp()
      RETURNING l.epoch`;
    const [row] = z.array(z.object({ epoch: z.coerce.number() })).parse(rows);
    return row ? { roomId, nodeId, epoch: row.epoch } : null;
  }

  /** Holds on for another `ttlMs`. False when the room has changed hands. */
  async renew(roomId: string, nodeId: string, epoch: number, ttlMs: number): Promise<boolean> {
    const { tx, tenantId } = this.#scope;
    const renewed = await tx.$executeRaw`
      UPDATE room_leases SET expires_at = clock_timestamp() + ${ttlMs}::integer * interval '1 millisecond'
      WHERE room_id = ${roomId} AND tenant_id = ${tenantId} AND node_id = ${nodeId} AND epoch = ${epoch}`;
    return renewed > 0;
  }

  /** Gives the room up. False when the node did not hold it. The row, and with it the epoch, stays. */
  async release(roomId: string, nodeId: string, epoch: number): Promise<boolean> {
    const { tx, tenantId } = this.#scope;
    const released = await tx.$executeRaw`
      UPDATE room_leases SET node_id = NULL, expires_at = clock_timestamp()
      WHERE room_id = ${roomId} AND tenant_id = ${tenantId} AND node_id = ${nodeId} AND epoch = ${epoch}`;
    return released > 0;
  }

  /** Who holds the room now; null when nobody does. */
  async find(roomId: string): Promise<LeaseRecord | null> {
    const { tx, tenantId } = this.#scope;
    const rows = await tx.$queryRaw`
      SELECT room_id, tenant_id, node_id, epoch, internal_url, socket_url, expires_at FROM room_leases
      WHERE room_id = ${roomId} AND tenant_id = ${tenantId} AND node_id IS NOT NULL
        AND expires_at > clock_timestamp()`;
    return z.array(leaseRowSchema).parse(rows)[0] ?? null;
  }

  /** Rooms of the tenant that some node holds now. */
  async heldRooms(): Promise<string[]> {
    const { tx, tenantId } = this.#scope;
    const rows = await tx.$queryRaw`
      SELECT room_id FROM room_leases
      WHERE tenant_id = ${tenantId} AND node_id IS NOT NULL AND expires_at > clock_timestamp() ORDER BY room_id`;
    return z
      .array(z.object({ room_id: z.string() }))
      .parse(rows)
      .map((row) => row.room_id);
  }
}
