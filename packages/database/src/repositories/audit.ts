import { CloudMeetError } from '@cloudmeet/contracts';
import type { AuditActor, AuditEntry, Page } from '@cloudmeet/contracts';
import { z } from 'zod';
import { auditHash, checkAuditChain, firstHash } from '../audit/audit-chain.ts';
import type { AuditRecord } from '../audit/audit-chain.ts';
import type { AuditEntry as Row, Prisma } from '../generated/client.ts';
import { pageWindow, toPage } from '../pagination/list-page.ts';
import type { PageRequest } from '../pagination/list-page.ts';
import type { Scope } from './scope.ts';

export interface NewAuditEntry {
  at: Date;
  actor: AuditActor;
  action: string;
  targetType: string;
  targetId: string | null;
  outcome: AuditEntry['outcome'];
  requestId: string;
  /** What was asked for, without secrets. */
  detail: Record<string, unknown>;
}

export interface ListAudit extends PageRequest {
  actorId?: string | undefined;
  action?: string | undefined;
  targetId?: string | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
}

/** `brokenSeq`: first entry that is missing or was changed. `nextAfterSeq`: where to go on; null at the end. */
export interface ChainCheck {
  checked: number;
  brokenSeq: number | null;
  nextAfterSeq: number | null;
  head: { seq: number; hash: string };
}

const headRows = z.tuple([z.object({ seq: z.coerce.number(), hash: z.string() })]);
const batch = 1000;

const toRecord = (row: Row): AuditRecord => ({ ...row, seq: Number(row.seq) });

/** Who changed what in the tenant: entries are only ever added, each bound to the one before. */
export class AuditRepository {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** Adds an entry in the transaction of the act. Others of the tenant wait until it ends, so do it last. */
  async append(entry: NewAuditEntry): Promise<void> {
    const { tx, tenantId } = this.#scope;
    const [head] = headRows.parse(
      await tx.$queryRaw`
        INSERT INTO audit_heads AS h (tenant_id, seq, hash) VALUES (${tenantId}, 0, ${firstHash})
        ON CONFLICT (tenant_id) DO UPDATE SET seq = h.seq RETURNING seq, hash`,
    );
    const { actor, detail, ...rest } = entry;
    const record = {
      ...{ tenantId, seq: head.seq + 1, ...rest },
      ...{ actorType: actor.type, actorId: actor.id, actorLabel: actor.label },
      ...{ detail: JSON.stringify(detail), previousHash: head.hash },
    };
    const hash = auditHash(record);
    await tx.auditEntry.create({ data: { ...record, hash } });
    await tx.auditHead.update({ where: { tenantId }, data: { seq: record.seq, hash } });
  }

  /** Newest first. */
  async list(request: ListAudit = {}): Promise<Page<AuditRecord>> {
    const { tx, tenantId } = this.#scope;
    const { limit, take, after } = pageWindow(request);
    const { actorId, action, targetId, from, to } = request;
    const before =
      after &&
      BigInt(
        z
          .string()
          .regex(/^\d{1,15}$/)
          .catch('0')
          .parse(after.id),
      );
    const where: Prisma.AuditEntryWhereInput = {
      tenantId,
      ...(actorId === undefined ? {} : { actorId }),
      ...(action === undefined ? {} : { action }),
      ...(targetId === undefined ? {} : { targetId }),
      ...(before === undefined ? {} : { seq: { lt: before } }),
      ...(from || to ? { at: { ...(from ? { gte: from } : {}), ...(to ? { lt: to } : {}) } } : {}),
    };
    const rows = await tx.auditEntry.findMany({ where, orderBy: { seq: 'desc' }, take });
    const placed = rows.map((row) => ({ ...row, id: String(row.seq), createdAt: row.at }));
    return toPage(placed, limit, ({ id: _id, createdAt: _createdAt, ...row }) => toRecord(row));
  }

  /**
   * Checks at most `max` entries after `afterSeq`, and at the end that the newest is the one the head remembers.
   * @throws CloudMeetError `invalid-request` when there is no entry `afterSeq`
   */
  async check(afterSeq: number, max: number): Promise<ChainCheck> {
    const head = await this.#head();
    let previous = await this.#placeAfter(afterSeq);
    let checked = 0;
    while (checked < max) {
      const entries = await this.#read(previous.seq, Math.min(batch, max - checked));
      const brokenSeq = checkAuditChain(previous, entries);
      checked += entries.length;
      if (brokenSeq !== undefined) return { checked, brokenSeq, nextAfterSeq: null, head };
      const last = entries.at(-1);
      if (!last) {
        const isHead = previous.seq === head.seq && previous.hash === head.hash;
        return { checked, brokenSeq: isHead ? null : previous.seq + 1, nextAfterSeq: null, head };
      }
      previous = last;
    }
    return { checked, brokenSeq: null, nextAfterSeq: previous.seq, head };
  }

  async #head(): Promise<{ seq: number; hash: string }> {
    const { tx, tenantId } = this.#scope;
    const row = await tx.auditHead.findUnique({ where: { tenantId } });
    return row ? { seq: Number(row.seq), hash: row.hash } : { seq: 0, hash: firstHash };
  }

  async #placeAfter(seq: number): Promise<{ seq: number; hash: string }> {
    if (seq === 0) return { seq: 0, hash: firstHash };
    const [row] = await this.#read(seq - 1, 1);
    if (row?.seq === seq) return row;
    throw new CloudMeetError('invalid-request', { detail: 'There is no entry of that seq.' });
  }

  async #read(afterSeq: number, take: number): Promise<AuditRecord[]> {
    const { tx, tenantId } = this.#scope;
    const where = { tenantId, seq: { gt: afterSeq } };
    return (await tx.auditEntry.findMany({ where, orderBy: { seq: 'asc' }, take })).map(toRecord);
  }
}
