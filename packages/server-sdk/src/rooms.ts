import { pages } from './pages.ts';
import type { Transport } from './transport.ts';
import type { Page, PageOptions, Room, RoomChanges, RoomSettings } from './types.ts';

export interface ListRooms extends PageOptions {
  externalId?: string;
}

function pathOf(roomId: string): string {
  return `/v1/rooms/${encodeURIComponent(roomId)}`;
}

/** Rooms of your tenant. Every method rejects with CloudMeetError. */
export class Rooms {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  async create(settings: RoomSettings = {}): Promise<Room> {
    return (await this.#transport.send({ method: 'POST', path: '/v1/rooms', body: settings })).body as Room;
  }

  /** One page, newest first. */
  async listPage(options: ListRooms = {}): Promise<Page<Room>> {
    return (await this.#transport.send({ method: 'GET', path: '/v1/rooms', query: { ...options } }))
      .body as Page<Room>;
  }

  /** All rooms, newest first, page by page as they are read: `for await (const room of rooms.list())`. */
  list(options: ListRooms = {}): AsyncGenerator<Room, void, undefined> {
    return pages((cursor) => this.listPage({ ...options, ...cursor }));
  }

  async get(roomId: string): Promise<Room> {
    return (await this.#transport.send({ method: 'GET', path: pathOf(roomId) })).body as Room;
  }

  /** With `ifMatch` (the `etag` of `getWithEtag`) it fails with `stale-version` when somebody else was faster. */
  async update(roomId: string, changes: RoomChanges, options: { ifMatch?: string } = {}): Promise<Room> {
    const call = { method: 'PATCH', path: pathOf(roomId), body: changes, ifMatch: options.ifMatch } as const;
    return (await this.#transport.send(call)).body as Room;
  }

  async getWithEtag(roomId: string): Promise<{ room: Room; etag: string | undefined }> {
    const { body, etag } = await this.#transport.send({ method: 'GET', path: pathOf(roomId) });
    return { room: body as Room, etag };
  }

  /** Deletes the room and ends its session. */
  async delete(roomId: string): Promise<void> {
    await this.#transport.send({ method: 'DELETE', path: pathOf(roomId) });
  }

  /** Ends the live session for all; the room stays. */
  async end(roomId: string): Promise<void> {
    await this.#transport.send({ method: 'POST', path: `${pathOf(roomId)}/end` });
  }
}
