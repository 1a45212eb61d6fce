import { brandingSchema, defaultPolicies, mergePolicies, policiesInputSchema } from '@cloudmeet/contracts';
import type { Policies, PoliciesInput, Theme } from '@cloudmeet/contracts';
import type { Tenant } from '../generated/client.ts';
import { toJsonObject } from './json-object.ts';
import type { Scope } from './scope.ts';

export interface TenantRecord {
  id: string;
  name: string;
  branding: Theme;
  createdAt: Date;
  updatedAt: Date;
}

function toTenant({ policies: _policies, ...row }: Tenant): TenantRecord {
  return { ...row, branding: brandingSchema.parse(row.branding) };
}

/** The tenant that the transaction belongs to. */
export class TenantRepository {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** Creates the tenant itself: `forTenant` was given its new id. */
  async create(input: { name: string; branding?: Theme }): Promise<TenantRecord> {
    const { tx, tenantId } = this.#scope;
    const { name, branding = {} } = input;
    return toTenant(
      await tx.tenant.create({ data: { id: tenantId, name, branding: toJsonObject(branding) } }),
    );
  }

  /** Null when there is no such tenant. */
  async find(): Promise<TenantRecord | null> {
    const { tx, tenantId } = this.#scope;
    const row = await tx.tenant.findUnique({ where: { id: tenantId } });
    return row && toTenant(row);
  }

  /** Null when there is no such tenant. `branding` is replaced as a whole. */
  async update(changes: { name?: string; branding?: Theme }): Promise<TenantRecord | null> {
    const { tx, tenantId } = this.#scope;
    const { count } = await tx.tenant.updateMany({
      where: { id: tenantId },
      data: {
        ...(changes.name === undefined ? {} : { name: changes.name }),
        ...(changes.branding === undefined ? {} : { branding: toJsonObject(changes.branding) }),
        updatedAt: new Date(),
      },
    });
    return count === 0 ? null : this.find();
  }

  /** The most that any room of the tenant allows; as much as can be, where it says nothing or is not there. */
  async policies(): Promise<Policies> {
    const { tx, tenantId } = this.#scope;
    const row = await tx.tenant.findUnique({ where: { id: tenantId }, select: { policies: true } });
    return mergePolicies(defaultPolicies, policiesInputSchema.parse(row?.policies ?? {}));
  }

  /** What is left out keeps its value. Changes that come together wait for each other, so that none undoes another. */
  async changePolicies(changes: PoliciesInput): Promise<Policies> {
    const { tx, tenantId } = this.#scope;
    await lockTenant(this.#scope);
    const policies = mergePolicies(await this.policies(), changes);
    const data = { policies: toJsonObject(policies), updatedAt: new Date() };
    await tx.tenant.updateMany({ where: { id: tenantId }, data });
    return policies;
  }
}

/** Makes whoever counts the tenant's things before adding one wait for the others who do. */
export async function lockTenant({ tx, tenantId }: Scope): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM tenants WHERE id = ${tenantId} FOR NO KEY UPDATE`;
}
