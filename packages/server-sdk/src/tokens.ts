import type { Transport } from './transport.ts';
import type { MintedToken, TokenInspection, TokenSettings } from './types.ts';

/** Room tokens. Every method rejects with CloudMeetError. */
export class Tokens {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** A token that lets one person into one room. Mint it just before joining. */
  async mint(roomId: string, settings: TokenSettings = {}): Promise<MintedToken> {
    const path = `/v1/rooms/${encodeURIComponent(roomId)}/tokens`;
    return (await this.#transport.send({ method: 'POST', path, body: settings })).body as MintedToken;
  }

  /** What a token allows, or why it would be refused. A bad token is an answer, not an error. */
  async inspect(token: string): Promise<TokenInspection> {
    return (await this.#transport.send({ method: 'POST', path: '/v1/tokens/inspect', body: { token } }))
      .body as TokenInspection;
  }
}
