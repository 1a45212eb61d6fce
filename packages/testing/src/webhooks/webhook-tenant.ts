import type { WebhookSecrets } from '@cloudmeet/api';
import { defaultPolicies, newId, roomDefaults } from '@cloudmeet/contracts';
import type { Json, WebhookType } from '@cloudmeet/contracts';
import type { Database, TenantDatabase, WebhookDeliveryRecord } from '@cloudmeet/database';

export interface TestEndpoint {
  id: string;
  secret: string;
}

/** A tenant whose rooms make events. */
export class WebhookTenant {
  readonly tenantId: string;
  readonly data: TenantDatabase;
  readonly #secrets: WebhookSecrets;

  constructor(tenantId: string, data: TenantDatabase, secrets: WebhookSecrets) {
    this.tenantId = tenantId;
    this.data = data;
    this.#secrets = secrets;
  }

  static async create(database: Database, secrets: WebhookSecrets): Promise<WebhookTenant> {
    const tenantId = newId('tenant');
    const data = database.forTenant({ tenantId });
    await data.transaction((repos) => repos.tenant.create({ name: 'Acme' }));
    return new WebhookTenant(tenantId, data, secrets);
  }

  async endpoint(url: string, types: WebhookType[] = ['participant.joined']): Promise<TestEndpoint> {
    const { shown, secrets } = this.#secrets.create();
    const id = newId('webhookEndpoint');
    await this.data.transaction((repos) =>
      repos.webhookEndpoints.create({ id, url, types, description: null, secrets }),
    );
    return { id, secret: shown };
  }

  async room(): Promise<string> {
    const id = newId('room');
    const rest = { policies: defaultPolicies, recording: {}, externalId: null, metadata: {}, locked: false };
    await this.data.transaction((repos) => repos.rooms.create({ id, ...roomDefaults, ...rest, test: true }));
    return id;
  }

  /** Something happened in a room. Returns its number there. */
  async event(roomId: string, payload: Json, type: WebhookType = 'participant.joined'): Promise<number> {
    const message = { type, roomId, payload };
    const { seq } = await this.data.transaction((repos) => repos.outbox.enqueue(message));
    return seq ?? 0;
  }

  async deliveries(): Promise<WebhookDeliveryRecord[]> {
    const all: WebhookDeliveryRecord[] = [];
    let cursor: string | undefined;
    do {
      const request = { limit: 100, ...(cursor === undefined ? {} : { cursor }) };
      const page = await this.data.transaction((repos) => repos.webhookDeliveries.list(request));
      all.push(...page.data);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    return all;
  }

  /** When something is due next. */
  async nextAttemptMs(): Promise<number | undefined> {
    const due = (await this.deliveries())
      .filter(({ status, ready }) => status === 'pending' && ready)
      .map(({ nextAttemptAt }) => nextAttemptAt.getTime());
    return due.length === 0 ? undefined : Math.min(...due);
  }
}
