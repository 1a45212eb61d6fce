import { path } from './call.ts';
import type { CallOptions, CreateOptions } from './call.ts';
import type { Transport } from './transport.ts';
import type { MintedToken, TokenInspection, TokenSettings } from './types.ts';

/** Room tokens. Every method rejects with CloudMeetError. */
export class Tokens {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** A token that lets one person into one room. Mint it just before joining. */
  async mint(
    roomId: string,
    settings: TokenSettings = {},
    options: CreateOptions = {},
  ): Promise<MintedToken> {
    const call = {
      method: 'POST',
      path: path`/v1/rooms/${roomId}/tokens`,
      body: settings,
      ...options,
    } as const;
    return (await this.#transport.send(call)).body as MintedToken;
  }

  /** What a token allows, or why it would be refused. A bad token is an answer, not an error. */
  async inspect(token: string, { signal }: CallOptions = {}): Promise<TokenInspection> {
    const call = { method: 'POST', path: '/v1/tokens/inspect', body: { token }, signal } as const;
    return (await this.#transport.send(call)).body as TokenInspection;
  }
}
