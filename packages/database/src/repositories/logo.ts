import type { Scope } from './scope.ts';

export interface NewLogo {
  id: string;
  contentType: string;
  bytes: Uint8Array<ArrayBuffer>;
  width: number;
  height: number;
}

/** The one logo of the tenant. */
export class LogoRepository {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** Takes the place of the one before; its address stops working. */
  async set(logo: NewLogo): Promise<void> {
    const { tx, tenantId } = this.#scope;
    const data = { ...logo, createdAt: new Date() };
    await tx.tenantLogo.upsert({ where: { tenantId }, create: { ...data, tenantId }, update: data });
  }

  /** False when there was none. */
  async remove(): Promise<boolean> {
    const { tx, tenantId } = this.#scope;
    const { count } = await tx.tenantLogo.deleteMany({ where: { tenantId } });
    return count > 0;
  }
}
