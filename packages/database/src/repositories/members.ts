import type { Page } from '@cloudmeet/contracts';
import type { MembershipRole, Prisma } from '../generated/client.ts';
import { pageWindow, toPage } from '../pagination/list-page.ts';
import type { PageRequest } from '../pagination/list-page.ts';
import type { Scope } from './scope.ts';
import { lockTenant } from './tenants.ts';

export type MemberRole = `${MembershipRole}`;

/** A person of the console in this tenant. */
export interface MemberRecord {
  userId: string;
  email: string;
  name: string;
  role: MemberRole;
  createdAt: Date;
}

export type ChangeMemberResult =
  { status: 'changed'; member: MemberRecord } | { status: 'missing' } | { status: 'last-owner' };

const withUser = { include: { user: { select: { email: true, name: true } } } } as const;
type MembershipRow = Prisma.MembershipGetPayload<typeof withUser>;

function toMember({ userId, role, createdAt, user }: MembershipRow): MemberRecord {
  return { userId, role, createdAt, ...user };
}

/** Who may use the console for this tenant. */
export class MemberRepository {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** Makes a person a member, or sets the role of one, whatever it was. */
  async set(userId: string, role: MemberRole): Promise<void> {
    const { tx, tenantId } = this.#scope;
    await tx.membership.upsert({
      where: { tenantId_userId: { tenantId, userId } },
      create: { tenantId, userId, role },
      update: { role },
    });
  }

  /** Makes a person a member; one who is a member already stays what they are. */
  async add(userId: string, role: MemberRole): Promise<void> {
    const { tx, tenantId } = this.#scope;
    await tx.membership.createMany({ data: [{ tenantId, userId, role }], skipDuplicates: true });
  }

  async find(userId: string): Promise<MemberRecord | null> {
    const { tx, tenantId } = this.#scope;
    const row = await tx.membership.findUnique({
      where: { tenantId_userId: { tenantId, userId } },
      ...withUser,
    });
    return row && toMember(row);
  }

  /** Changes the role of a member. The last owner stays one. */
  async setRole(userId: string, role: MemberRole): Promise<ChangeMemberResult> {
    const kept = await this.#keepOwner(userId, role);
    if (kept.status !== 'changed' || kept.member.role === role) return kept;
    await this.set(userId, role);
    return { status: 'changed', member: { ...kept.member, role } };
  }

  /** Removes a member. The last owner stays. */
  async remove(userId: string): Promise<ChangeMemberResult> {
    const { tx, tenantId } = this.#scope;
    const kept = await this.#keepOwner(userId);
    if (kept.status === 'changed') await tx.membership.deleteMany({ where: { tenantId, userId } });
    return kept;
  }

  /** Everyone who changes owners waits for the others who do, so two cannot each take the other's role. */
  async #keepOwner(userId: string, role?: MemberRole): Promise<ChangeMemberResult> {
    const { tx, tenantId } = this.#scope;
    await lockTenant(this.#scope);
    const member = await this.find(userId);
    if (!member) return { status: 'missing' };
    if (member.role !== 'owner' || role === 'owner') return { status: 'changed', member };
    const owners = await tx.membership.count({ where: { tenantId, role: 'owner' } });
    return owners > 1 ? { status: 'changed', member } : { status: 'last-owner' };
  }

  /** Newest first. */
  async list(request: PageRequest = {}): Promise<Page<MemberRecord>> {
    const { tx, tenantId } = this.#scope;
    const { limit, take, after } = pageWindow(request);
    const older = after && [
      { createdAt: { lt: after.createdAt } },
      { createdAt: after.createdAt, userId: { lt: after.id } },
    ];
    const rows = await tx.membership.findMany({
      where: { tenantId, ...(older ? { OR: older } : {}) },
      ...withUser,
      orderBy: [{ createdAt: 'desc' }, { userId: 'desc' }],
      take,
    });
    const placed = rows.map((row) => ({ ...row, id: row.userId }));
    return toPage(placed, limit, toMember);
  }
}
