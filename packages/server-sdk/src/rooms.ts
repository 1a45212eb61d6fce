import { path } from './call.ts';
import type { CallOptions, CreateOptions } from './call.ts';
import { pages } from './pages.ts';
import type { Transport } from './transport.ts';
import type { Page, PageOptions, Room, RoomChanges, RoomSettings } from './types.ts';

export interface ListRooms extends PageOptions {
  /** Only the room with this id of yours. */
  externalId?: string | undefined;
}

/** Rooms of your tenant. Every method rejects with CloudMeetError. */
export class Rooms {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  async create(settings: RoomSettings = {}, options: CreateOptions = {}): Promise<Room> {
    const call = { method: 'POST', path: '/v1/rooms', body: settings, ...options } as const;
    return (await this.#transport.send(call)).body as Room;
  }

  /** One page, newest first. */
  async listPage({ signal, ...query }: ListRooms & CallOptions = {}): Promise<Page<Room>> {
    return (await this.#transport.send({ method: 'GET', path: '/v1/rooms', query, signal }))
      .body as Page<Room>;
  }

  /** All rooms, newest first, page by page as they are read: `for await (const room of rooms.list())`. */
  list(options: ListRooms & CallOptions = {}): AsyncGenerator<Room, void, undefined> {
    return pages((cursor) => this.listPage({ ...options, ...cursor }));
  }

  async get(roomId: string, options: CallOptions = {}): Promise<Room> {
    return (await this.getWithEtag(roomId, options)).room;
  }

  /** The room with the `etag` that `update` takes. */
  async getWithEtag(
    roomId: string,
    { signal }: CallOptions = {},
  ): Promise<{ room: Room; etag: string | undefined }> {
    const call = { method: 'GET', path: path`/v1/rooms/${roomId}`, signal } as const;
    const { body, etag } = await this.#transport.send(call);
    return { room: body as Room, etag };
  }

  /** With `ifMatch` (the `etag` of `getWithEtag`) it fails with `stale-version` when somebody else was faster. */
  async update(
    roomId: string,
    changes: RoomChanges,
    { ifMatch, signal }: CallOptions & { ifMatch?: string | undefined } = {},
  ): Promise<Room> {
    const call = {
      method: 'PATCH',
      path: path`/v1/rooms/${roomId}`,
      body: changes,
      ifMatch,
      signal,
    } as const;
    return (await this.#transport.send(call)).body as Room;
  }

  /** Deletes the room and ends its session. */
  async delete(roomId: string, { signal }: CallOptions = {}): Promise<void> {
    await this.#transport.send({ method: 'DELETE', path: path`/v1/rooms/${roomId}`, signal });
  }

  /** Ends the live session for all; the room stays. */
  async end(roomId: string, options: CreateOptions = {}): Promise<void> {
    await this.#transport.send({ method: 'POST', path: path`/v1/rooms/${roomId}/end`, ...options });
  }
}
