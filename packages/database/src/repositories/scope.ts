import type { Prisma } from '../generated/client.ts';

/** What a repository works in: one open transaction of one tenant. */
export interface Scope {
  tx: Prisma.TransactionClient;
  tenantId: string;
}
