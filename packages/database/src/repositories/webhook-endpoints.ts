import type { Page, WebhookEndpoint as EndpointBody } from '@cloudmeet/contracts';
import { webhookEndpointSchema } from '@cloudmeet/contracts';
import { z } from 'zod';
import type { WebhookEndpoint } from '../generated/client.ts';
import { newestFirst, olderThan, pageWindow, toPage } from '../pagination/list-page.ts';
import type { PageRequest } from '../pagination/list-page.ts';
import type { Scope } from './scope.ts';
import { lockTenant } from './tenants.ts';

/** A signing secret, sealed by whoever stored it. `expiresAt` is null for the present one. */
export const sealedSecretSchema = z.object({ sealed: z.string(), expiresAt: z.iso.datetime().nullable() });
export type SealedSecret = z.infer<typeof sealedSecretSchema>;

export type WebhookDisabledReason = NonNullable<EndpointBody['disabledReason']>;

export interface WebhookEndpointRecord {
  id: string;
  url: string;
  types: EndpointBody['types'];
  description: string | null;
  /** Null while it is in use. */
  disabledReason: WebhookDisabledReason | null;
  /** The newest first. */
  secrets: SealedSecret[];
  createdAt: Date;
  updatedAt: Date;
}

export type NewWebhookEndpoint = Pick<
  WebhookEndpointRecord,
  'id' | 'url' | 'types' | 'description' | 'secrets'
>;
export type WebhookEndpointChanges = Partial<
  Pick<WebhookEndpointRecord, 'url' | 'types' | 'description' | 'disabledReason' | 'secrets'>
>;

const stored = webhookEndpointSchema.pick({ types: true, disabledReason: true });

function toEndpoint(row: WebhookEndpoint): WebhookEndpointRecord {
  const { id, url, description, createdAt, updatedAt } = row;
  const { types, disabledReason } = stored.parse(row);
  const secrets = z.array(sealedSecretSchema).parse(row.secrets);
  return { id, url, types, description, disabledReason, secrets, createdAt, updatedAt };
}

/** Where the tenant wants to be told. */
export class WebhookEndpointRepository {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** Null when the tenant has `max` endpoints already. */
  async create(
    input: NewWebhookEndpoint,
    options: { max?: number } = {},
  ): Promise<WebhookEndpointRecord | null> {
    const { tx, tenantId } = this.#scope;
    if (options.max !== undefined) {
      await lockTenant(this.#scope);
      if ((await tx.webhookEndpoint.count({ where: { tenantId } })) >= options.max) return null;
    }
    return toEndpoint(await tx.webhookEndpoint.create({ data: { ...input, tenantId } }));
  }

  async list(request: PageRequest = {}): Promise<Page<WebhookEndpointRecord>> {
    const { tx, tenantId } = this.#scope;
    const { limit, take, after } = pageWindow(request);
    const rows = await tx.webhookEndpoint.findMany({
      where: { tenantId, ...olderThan(after) },
      orderBy: newestFirst,
      take,
    });
    return toPage(rows, limit, toEndpoint);
  }

  async findById(id: string): Promise<WebhookEndpointRecord | null> {
    const { tx, tenantId } = this.#scope;
    const row = await tx.webhookEndpoint.findFirst({ where: { id, tenantId } });
    return row && toEndpoint(row);
  }

  /** The endpoint, which nobody else changes until the transaction ends. */
  async lock(id: string): Promise<WebhookEndpointRecord | null> {
    const { tx, tenantId } = this.#scope;
    await tx.$queryRaw`
      SELECT 1 FROM webhook_endpoints WHERE id = ${id} AND tenant_id = ${tenantId} FOR NO KEY UPDATE`;
    return this.findById(id);
  }

  /**
   * Null when there is none. An endpoint that is disabled gives up what waits for it; one that is enabled or gets
   * another address starts with a clean slate.
   */
  async update(
    id: string,
    changes: WebhookEndpointChanges,
    now: Date,
  ): Promise<WebhookEndpointRecord | null> {
    const { tx, tenantId } = this.#scope;
    const fresh = changes.url !== undefined || changes.disabledReason === null;
    const { count } = await tx.webhookEndpoint.updateMany({
      where: { id, tenantId },
      data: { ...changes, ...(fresh ? { failures: 0 } : {}), updatedAt: now },
    });
    if (count === 0) return null;
    if (changes.disabledReason) {
      await tx.webhookDelivery.updateMany({
        where: { tenantId, endpointId: id, status: 'pending' },
        data: { status: 'failed', ready: false, inFlightUntil: null, finishedAt: now },
      });
    }
    return this.findById(id);
  }

  /** Its deliveries go with it. False when the tenant has no such endpoint. */
  async delete(id: string): Promise<boolean> {
    const { tx, tenantId } = this.#scope;
    const { count } = await tx.webhookEndpoint.deleteMany({ where: { id, tenantId } });
    return count > 0;
  }
}
