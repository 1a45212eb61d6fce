import type { Page } from '@cloudmeet/contracts';
import type { Invitation } from '../generated/client.ts';
import { newestFirst, olderThan, pageWindow, toPage } from '../pagination/list-page.ts';
import type { PageRequest } from '../pagination/list-page.ts';
import type { MemberRole } from './members.ts';
import type { Scope } from './scope.ts';
import { lockTenant } from './tenants.ts';

export interface InvitationRecord {
  id: string;
  email: string;
  role: MemberRole;
  /** E-mail or name of who invited. */
  invitedBy: string;
  createdAt: Date;
  expiresAt: Date;
}

export type NewInvitation = Omit<InvitationRecord, 'createdAt'> & {
  /** SHA-256 of what the link carries. */
  tokenHash: string;
};

export type InviteResult =
  { status: 'invited'; invitation: InvitationRecord } | { status: 'member' } | { status: 'limit-reached' };

function toInvitation(row: Invitation): InvitationRecord {
  const { id, email, role, invitedBy, createdAt, expiresAt } = row;
  return { id, email, role, invitedBy, createdAt, expiresAt };
}

/** Invitations that are open: neither taken up nor taken back nor expired. */
export class InvitationRepository {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  #open() {
    const { tenantId } = this.#scope;
    return { tenantId, acceptedAt: null, revokedAt: null, expiresAt: { gt: new Date() } };
  }

  /** Takes the place of an open one of the same address. `member`: they are one already. */
  async add(input: NewInvitation, options: { max: number }): Promise<InviteResult> {
    const { tx, tenantId } = this.#scope;
    await lockTenant(this.#scope);
    const members = await tx.membership.count({ where: { tenantId, user: { email: input.email } } });
    if (members > 0) return { status: 'member' };
    await tx.invitation.updateMany({
      where: { ...this.#open(), email: input.email },
      data: { revokedAt: new Date() },
    });
    if ((await tx.invitation.count({ where: this.#open() })) >= options.max)
      return { status: 'limit-reached' };
    const row = await tx.invitation.create({ data: { ...input, tenantId } });
    return { status: 'invited', invitation: toInvitation(row) };
  }

  /** Newest first. */
  async list(request: PageRequest = {}): Promise<Page<InvitationRecord>> {
    const { limit, take, after } = pageWindow(request);
    const where = { ...this.#open(), ...olderThan(after) };
    const rows = await this.#scope.tx.invitation.findMany({ where, orderBy: newestFirst, take });
    return toPage(rows, limit, toInvitation);
  }

  /** False when there is no open one of this id. */
  async revoke(id: string): Promise<boolean> {
    const where = { ...this.#open(), id };
    const { count } = await this.#scope.tx.invitation.updateMany({ where, data: { revokedAt: new Date() } });
    return count > 0;
  }

  /** False when it was taken up at the same moment, or is not open any more. */
  async accept(id: string): Promise<boolean> {
    const where = { ...this.#open(), id };
    const { count } = await this.#scope.tx.invitation.updateMany({ where, data: { acceptedAt: new Date() } });
    return count > 0;
  }
}
