import { path } from './call.ts';
import type { CallOptions } from './call.ts';
import { pages } from './pages.ts';
import type { Transport } from './transport.ts';
import type { Page, PageOptions, Participant } from './types.ts';

/** Who is in a room now. Every method rejects with CloudMeetError. */
export class Participants {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Everybody in the room: `for await (const person of participants.list(roomId))`. */
  list(
    roomId: string,
    { signal, ...options }: PageOptions & CallOptions = {},
  ): AsyncGenerator<Participant, void, undefined> {
    return pages(async (cursor) => {
      const query = { ...options, ...cursor };
      const call = { method: 'GET', path: path`/v1/rooms/${roomId}/participants`, query, signal } as const;
      return (await this.#transport.send(call)).body as Page<Participant>;
    });
  }

  /** Takes somebody out at once and keeps them out for this session. */
  async eject(roomId: string, participantId: string, { signal }: CallOptions = {}): Promise<void> {
    const where = path`/v1/rooms/${roomId}/participants/${participantId}`;
    await this.#transport.send({ method: 'DELETE', path: where, signal });
  }
}
