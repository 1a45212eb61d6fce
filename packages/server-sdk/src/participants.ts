import { pages } from './pages.ts';
import type { Transport } from './transport.ts';
import type { Page, PageOptions, Participant } from './types.ts';

function pathOf(roomId: string): string {
  return `/v1/rooms/${encodeURIComponent(roomId)}/participants`;
}

/** Who is in a room now. Every method rejects with CloudMeetError. */
export class Participants {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  list(roomId: string, options: PageOptions = {}): AsyncGenerator<Participant, void, undefined> {
    return pages(async (cursor) => {
      const query = { ...options, ...cursor };
      return (await this.#transport.send({ method: 'GET', path: pathOf(roomId), query }))
        .body as Page<Participant>;
    });
  }

  /** Takes somebody out at once and keeps them out for this session. */
  async eject(roomId: string, participantId: string): Promise<void> {
    await this.#transport.send({
      method: 'DELETE',
      path: `${pathOf(roomId)}/${encodeURIComponent(participantId)}`,
    });
  }
}
