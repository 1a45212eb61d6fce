import { newApiKey } from '@cloudmeet/api';
import { mintedTokenSchema, newId, roomSchema } from '@cloudmeet/contracts';
import type { CreateRoom, MintedToken, MintToken, Room } from '@cloudmeet/contracts';
import type { Database } from '@cloudmeet/database';

/** A customer with an API key: everything goes over REST, as a customer's server does it. */
export class EnvironmentTenant {
  readonly tenantId: string;
  readonly name: string;
  readonly apiKey: string;
  readonly #apiUrl: string;

  constructor(tenant: { tenantId: string; name: string; apiKey: string }, apiUrl: string) {
    this.tenantId = tenant.tenantId;
    this.name = tenant.name;
    this.apiKey = tenant.apiKey;
    this.#apiUrl = apiUrl;
  }

  static async create(database: Database, name: string, apiUrl: string): Promise<EnvironmentTenant> {
    const tenantId = newId('tenant');
    const { key, prefix, hash } = newApiKey('test');
    await database.forTenant({ tenantId }).transaction(async (repos) => {
      await repos.tenant.create({ name });
      await repos.apiKeys.create({ id: newId('apiKey'), name: 'Test key', kind: 'test', prefix, hash });
    });
    return new EnvironmentTenant({ tenantId, name, apiKey: key }, apiUrl);
  }

  /** A request with the tenant's key; `body` is sent as JSON. */
  request(method: string, path: string, body?: unknown): Promise<Response> {
    const headers = { authorization: `Bearer ${this.apiKey}` };
    return fetch(`${this.#apiUrl}${path}`, {
      method,
      headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  async createRoom(room: CreateRoom = {}): Promise<Room> {
    return roomSchema.parse(await this.#expect('POST', '/v1/rooms', room));
  }

  async mintToken(roomId: string, wish: MintToken = {}): Promise<MintedToken> {
    return mintedTokenSchema.parse(await this.#expect('POST', `/v1/rooms/${roomId}/tokens`, wish));
  }

  async #expect(method: string, path: string, body: unknown): Promise<unknown> {
    const response = await this.request(method, path, body);
    if (!response.ok)
      throw new Error(`${method} ${path} was answered ${String(response.status)}: ${await response.text()}`);
    return response.json();
  }
}
