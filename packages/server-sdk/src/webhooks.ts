import { path } from './call.ts';
import type { CallOptions, CreateOptions } from './call.ts';
import { pages } from './pages.ts';
import type { Transport } from './transport.ts';
import type { Page, PageOptions } from './types.ts';
import type {
  CreatedWebhookEndpoint,
  RotatedWebhookSecret,
  WebhookDelivery,
  WebhookDeliveryWithBody,
  WebhookEndpoint,
  WebhookEndpointChanges,
  WebhookEndpointSettings,
} from './webhook-types.ts';

/** Where webhooks are sent to. Every method rejects with CloudMeetError. */
export class WebhookEndpoints {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Its `secret` is shown this once: keep it for `verifyWebhook`. */
  async create(
    settings: WebhookEndpointSettings,
    options: CreateOptions = {},
  ): Promise<CreatedWebhookEndpoint> {
    const call = { method: 'POST', path: '/v1/webhook-endpoints', body: settings, ...options } as const;
    return (await this.#transport.send(call)).body as CreatedWebhookEndpoint;
  }

  list({ signal, ...options }: PageOptions & CallOptions = {}): AsyncGenerator<
    WebhookEndpoint,
    void,
    undefined
  > {
    return pages(async (cursor) => {
      const query = { ...options, ...cursor };
      const call = { method: 'GET', path: '/v1/webhook-endpoints', query, signal } as const;
      return (await this.#transport.send(call)).body as Page<WebhookEndpoint>;
    });
  }

  async get(endpointId: string, { signal }: CallOptions = {}): Promise<WebhookEndpoint> {
    const call = { method: 'GET', path: path`/v1/webhook-endpoints/${endpointId}`, signal } as const;
    return (await this.#transport.send(call)).body as WebhookEndpoint;
  }

  async update(
    endpointId: string,
    changes: WebhookEndpointChanges,
    { signal }: CallOptions = {},
  ): Promise<WebhookEndpoint> {
    const where = path`/v1/webhook-endpoints/${endpointId}`;
    const call = { method: 'PATCH', path: where, body: changes, signal } as const;
    return (await this.#transport.send(call)).body as WebhookEndpoint;
  }

  /** Its deliveries go with it. */
  async delete(endpointId: string, { signal }: CallOptions = {}): Promise<void> {
    await this.#transport.send({ method: 'DELETE', path: path`/v1/webhook-endpoints/${endpointId}`, signal });
  }

  /** A new secret; for a day webhooks are signed with the old one too. */
  async rotateSecret(endpointId: string, options: CreateOptions = {}): Promise<RotatedWebhookSecret> {
    const where = path`/v1/webhook-endpoints/${endpointId}/rotate-secret`;
    return (await this.#transport.send({ method: 'POST', path: where, ...options }))
      .body as RotatedWebhookSecret;
  }
}

export interface ListWebhookDeliveries extends PageOptions {
  endpointId?: string;
  roomId?: string;
  status?: WebhookDelivery['status'];
}

/** How each webhook is on its way. Every method rejects with CloudMeetError. */
export class WebhookDeliveries {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Newest first, page by page as they are read. */
  list({ signal, ...options }: ListWebhookDeliveries & CallOptions = {}): AsyncGenerator<
    WebhookDelivery,
    void,
    undefined
  > {
    return pages(async (cursor) => {
      const query = { ...options, ...cursor };
      const call = { method: 'GET', path: '/v1/webhook-deliveries', query, signal } as const;
      return (await this.#transport.send(call)).body as Page<WebhookDelivery>;
    });
  }

  /** With the body that is posted. */
  async get(deliveryId: string, { signal }: CallOptions = {}): Promise<WebhookDeliveryWithBody> {
    const call = { method: 'GET', path: path`/v1/webhook-deliveries/${deliveryId}`, signal } as const;
    return (await this.#transport.send(call)).body as WebhookDeliveryWithBody;
  }

  /** Sends it again under its old `webhook-id`, as a delivery of its own. */
  async replay(deliveryId: string, options: CreateOptions = {}): Promise<WebhookDelivery> {
    const where = path`/v1/webhook-deliveries/${deliveryId}/replay`;
    return (await this.#transport.send({ method: 'POST', path: where, ...options })).body as WebhookDelivery;
  }
}
