import type { Page } from '@cloudmeet/contracts';
import type { Prisma, RequestLogEntry as Row } from '../generated/client.ts';
import { pageWindow, toPage } from '../pagination/list-page.ts';
import type { PageRequest } from '../pagination/list-page.ts';
import type { Scope } from './scope.ts';

export type LoggedRequest = Omit<Row, 'id' | 'tenantId'>;

export interface ListRequests extends PageRequest {
  requestId?: string | undefined;
  operationId?: string | undefined;
  /** Lowest and highest status, both included. */
  status?: { from: number; to: number } | undefined;
}

const onlyDigits = /^\d{1,18}$/;

/** Requests of the tenant, as long as they are kept. Written by `database.system`, many at once. */
export class RequestLogRepository {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** Newest first. */
  async list(request: ListRequests = {}): Promise<Page<LoggedRequest>> {
    const { tx, tenantId } = this.#scope;
    const { limit, take, after } = pageWindow(request);
    const { requestId, operationId, status } = request;
    const id = BigInt(after && onlyDigits.test(after.id) ? after.id : 0);
    const where: Prisma.RequestLogEntryWhereInput = {
      tenantId,
      ...(requestId === undefined ? {} : { requestId }),
      ...(operationId === undefined ? {} : { operationId }),
      ...(status ? { status: { gte: status.from, lte: status.to } } : {}),
      ...(after ? { OR: [{ at: { lt: after.createdAt } }, { at: after.createdAt, id: { lt: id } }] } : {}),
    };
    const rows = await tx.requestLogEntry.findMany({
      where,
      orderBy: [{ at: 'desc' }, { id: 'desc' }],
      take,
    });
    const placed = rows.map((row) => ({ ...row, id: String(row.id), createdAt: row.at }));
    return toPage(placed, limit, ({ id: _id, tenantId: _tenantId, createdAt: _at, ...row }) => row);
  }
}
