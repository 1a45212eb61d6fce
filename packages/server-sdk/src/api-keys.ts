import { path } from './call.ts';
import type { CallOptions, CreateOptions } from './call.ts';
import { pages } from './pages.ts';
import type { Transport } from './transport.ts';
import type { ApiKey, ApiKeySettings, CreatedApiKey, Page } from './types.ts';

/** Keys of your servers. Every method rejects with CloudMeetError. */
export class ApiKeys {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  list({ signal }: CallOptions = {}): AsyncGenerator<ApiKey, void, undefined> {
    return pages(async (query) => {
      const call = { method: 'GET', path: '/v1/api-keys', query, signal } as const;
      return (await this.#transport.send(call)).body as Page<ApiKey>;
    });
  }

  /** Its `key` is shown this once. */
  async create(settings: ApiKeySettings = {}, options: CreateOptions = {}): Promise<CreatedApiKey> {
    const call = { method: 'POST', path: '/v1/api-keys', body: settings, ...options } as const;
    return (await this.#transport.send(call)).body as CreatedApiKey;
  }

  /** It stops working at once. Fails with `conflict` for the last one. */
  async revoke(apiKeyId: string, { signal }: CallOptions = {}): Promise<void> {
    await this.#transport.send({ method: 'DELETE', path: path`/v1/api-keys/${apiKeyId}`, signal });
  }
}
