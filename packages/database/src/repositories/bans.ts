import type { Scope } from './scope.ts';

/** Who is asking to come in: the person and the token. */
export interface Presented {
  sub: string;
  jti: string;
}

/** People kept out of a session after they were ejected. */
export class BanRepository {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** Keeps `sub` and `jti` out for the rest of the session. Doing it twice changes nothing. */
  async add(sessionId: string, { sub, jti }: Presented): Promise<void> {
    const { tx, tenantId } = this.#scope;
    await tx.sessionBan.createMany({ data: [{ tenantId, sessionId, sub, jti }], skipDuplicates: true });
  }

  /** True when the person or the token was ejected from this session. */
  async isBanned(sessionId: string, { sub, jti }: Presented): Promise<boolean> {
    const { tx, tenantId } = this.#scope;
    const row = await tx.sessionBan.findFirst({
      where: { tenantId, sessionId, OR: [{ sub }, { jti }] },
      select: { sub: true },
    });
    return row !== null;
  }

  /** Everyone who is kept out, for the room's writer. */
  async list(sessionId: string): Promise<Presented[]> {
    const { tx, tenantId } = this.#scope;
    return tx.sessionBan.findMany({ where: { tenantId, sessionId }, select: { sub: true, jti: true } });
  }
}
