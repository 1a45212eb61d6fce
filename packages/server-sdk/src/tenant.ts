import { path } from './call.ts';
import { invalidArgument } from './errors.ts';
import { pages } from './pages.ts';
import type { Transport } from './transport.ts';
import type { AllowedOrigin, Branding, Page, Policies, PublicKeyJwk, SigningKey, Tenant } from './types.ts';

/** Your tenant. Every method rejects with CloudMeetError. */
export class TenantAdministration {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  async get(): Promise<Tenant> {
    return (await this.#transport.send({ method: 'GET', path: '/v1/tenant' })).body as Tenant;
  }

  async update(changes: { name: string }): Promise<Tenant> {
    const call = { method: 'PATCH', path: '/v1/tenant', body: changes } as const;
    return (await this.#transport.send(call)).body as Tenant;
  }

  /** How your rooms look. */
  async getBranding(): Promise<Branding> {
    return (await this.#transport.send({ method: 'GET', path: '/v1/tenant/branding' })).body as Branding;
  }

  /** Replaces the branding: what is left out is CloudMeet's own. */
  async updateBranding(branding: Branding): Promise<Branding> {
    const call = { method: 'PATCH', path: '/v1/tenant/branding', body: branding } as const;
    return (await this.#transport.send(call)).body as Branding;
  }

  /** The most that any of your rooms allows. */
  async getPolicies(): Promise<Policies> {
    return (await this.#transport.send({ method: 'GET', path: '/v1/tenant/policies' })).body as Policies;
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
      const call = { method: 'GET', path: '/v1/tenant/allowed-origins', query } as const;
      return (await this.#transport.send(call)).body as Page<AllowedOrigin>;
    });
  }

  /** Scheme, host and port, such as `https://app.example.com`. Fails with `conflict` for one that is there. */
  async add(origin: string): Promise<AllowedOrigin> {
    const call = { method: 'POST', path: '/v1/tenant/allowed-origins', body: { origin } } as const;
    return (await this.#transport.send(call)).body as AllowedOrigin;
  }

  async remove(originId: string): Promise<void> {
    await this.#transport.send({ method: 'DELETE', path: path`/v1/tenant/allowed-origins/${originId}` });
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
      const call = { method: 'GET', path: '/v1/tenant/signing-keys', query } as const;
      return (await this.#transport.send(call)).body as Page<SigningKey>;
    });
  }

  /** An Ed25519 or P-256 public key as a JWK (RFC 7517). A private one is refused before it is sent. */
  async add(publicKeyJwk: PublicKeyJwk): Promise<SigningKey> {
    if ('d' in publicKeyJwk) throw invalidArgument('This is a private key. Pass its public part.');
    const call = { method: 'POST', path: '/v1/tenant/signing-keys', body: { publicKeyJwk } } as const;
    return (await this.#transport.send(call)).body as SigningKey;
  }

  /** Tokens signed with it stop working at once. */
  async remove(signingKeyId: string): Promise<void> {
    await this.#transport.send({ method: 'DELETE', path: path`/v1/tenant/signing-keys/${signingKeyId}` });
  }
}
