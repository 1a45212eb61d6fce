import type { MembershipRole } from '../generated/client.ts';
import type { Scope } from './scope.ts';

export type MemberRole = `${MembershipRole}`;

/** A person of the console in this tenant. */
export interface MemberRecord {
  userId: string;
  email: string;
  name: string;
  role: MemberRole;
  createdAt: Date;
}

/** Who may use the console for this tenant. */
export class MemberRepository {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** Makes a person a member, or changes the role of one. */
  async set(userId: string, role: MemberRole): Promise<void> {
    const { tx, tenantId } = this.#scope;
    await tx.membership.upsert({
      where: { tenantId_userId: { tenantId, userId } },
      create: { tenantId, userId, role },
      update: { role },
    });
  }

  /** False when the person was no member. */
  async remove(userId: string): Promise<boolean> {
    const { tx, tenantId } = this.#scope;
    const { count } = await tx.membership.deleteMany({ where: { tenantId, userId } });
    return count > 0;
  }

  /** Oldest member first. */
  async list(): Promise<MemberRecord[]> {
    const { tx, tenantId } = this.#scope;
    const rows = await tx.membership.findMany({
      where: { tenantId },
      include: { user: { select: { email: true, name: true } } },
      orderBy: [{ createdAt: 'asc' }, { userId: 'asc' }],
    });
    return rows.map(({ userId, role, createdAt, user }) => ({ userId, role, createdAt, ...user }));
  }
}
