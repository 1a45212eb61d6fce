import { pages } from './pages.ts';
import type { Transport } from './transport.ts';
import type { AllowedOrigin, Page, SigningKey, Tenant } from './types.ts';

/** Your tenant and who may embed its rooms. Every method rejects with CloudMeetError. */
export class TenantAdministration {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  async get(): Promise<Tenant> {
    return (await this.#transport.send({ method: 'GET', path: '/v1/tenant' })).body as Tenant;
  }
}

/** Origins whose pages may embed your rooms. */
export class AllowedOrigins {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  list(): AsyncGenerator<AllowedOrigin, void, undefined> {
    return pages(async (query) => {
      return (await this.#transport.send({ method: 'GET', path: '/v1/tenant/allowed-origins', query }))
        .body as Page<AllowedOrigin>;
    });
  }

  /** Scheme, host and port, such as `https://app.example.com`. */
  async add(origin: string): Promise<AllowedOrigin> {
    const call = { method: 'POST', path: '/v1/tenant/allowed-origins', body: { origin } } as const;
    return (await this.#transport.send(call)).body as AllowedOrigin;
  }

  async remove(originId: string): Promise<void> {
    const path = `/v1/tenant/allowed-origins/${encodeURIComponent(originId)}`;
    await this.#transport.send({ method: 'DELETE', path });
  }
}

/** Public keys of tokens that you sign yourself with `signRoomToken`. */
export class SigningKeys {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  list(): AsyncGenerator<SigningKey, void, undefined> {
    return pages(async (query) => {
      return (await this.#transport.send({ method: 'GET', path: '/v1/tenant/signing-keys', query }))
        .body as Page<SigningKey>;
    });
  }

  /** An Ed25519 or P-256 public key as a JWK. The private part stays with you. */
  async add(publicKeyJwk: object): Promise<SigningKey> {
    const call = { method: 'POST', path: '/v1/tenant/signing-keys', body: { publicKeyJwk } } as const;
    return (await this.#transport.send(call)).body as SigningKey;
  }

  async remove(signingKeyId: string): Promise<void> {
    const path = `/v1/tenant/signing-keys/${encodeURIComponent(signingKeyId)}`;
    await this.#transport.send({ method: 'DELETE', path });
  }
}
