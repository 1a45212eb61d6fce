import { CloudMeetError } from '@cloudmeet/contracts';
import type { Clock } from './clock.ts';
import type { Link } from './fanout/link.ts';
import { RoomActor } from './room/room-actor.ts';
import type { RoomEnvironment } from './room/room-parts.ts';
import type { RoomStore } from './room/room-store.ts';
import type { RoomSettings } from './room/room-view.ts';
import type { LostCause } from './room/room-writer.ts';

export interface OpenRoomsOptions {
  store: RoomStore;
  environment: RoomEnvironment;
  /** An idle room is given up after this. Default: the grace, so that whoever was away learns why it ended. */
  idleRoomMs?: number | undefined;
  /** A room that this node had is not its own any more, or failed. */
  roomLost(roomId: string, cause: LostCause): void;
  /** Something in the background failed. */
  failed(error: unknown): void;
}

/** The rooms this node holds the lease of. Each is opened once, however many ask at the same moment. */
export class OpenRooms {
  readonly #options: OpenRoomsOptions;
  readonly #clock: Clock;
  readonly #rooms = new Map<string, Promise<RoomActor>>();
  /** Rooms on their way out: they are opened again only when their lease is given up. */
  readonly #leaving = new Map<string, Promise<void>>();
  #isClosed = false;

  constructor(options: OpenRoomsOptions) {
    this.#options = options;
    this.#clock = options.environment.clock;
  }

  get count(): number {
    return this.#rooms.size;
  }

  /** The room if this node has it. */
  async find(roomId: string): Promise<RoomActor | undefined> {
    return this.#rooms.get(roomId)?.catch(() => undefined);
  }

  /**
   * The room, with its session as the log says it is.
   * @throws CloudMeetError `not-found`, `room-elsewhere` with the address, `draining`, `unavailable`
   */
  async open(roomId: string): Promise<RoomActor> {
    if (this.#isClosed) throw new CloudMeetError('draining');
    const known = this.#rooms.get(roomId);
    if (known) return known;
    const opening = this.#open(roomId);
    this.#rooms.set(roomId, opening);
    opening.catch(() => this.#forget(roomId, opening));
    return opening;
  }

  /** Everything that is open now; what is just being opened comes along. */
  async all(): Promise<RoomActor[]> {
    const settled = await Promise.allSettled(this.#rooms.values());
    return settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  }

  /** The room is not this node's any more: everybody is told where it is. */
  async lose(room: RoomActor, cause: LostCause): Promise<void> {
    const { roomId } = room.lease;
    const leaving = this.#rooms.get(roomId);
    if ((await leaving?.catch(() => undefined)) !== room) return;
    this.#rooms.delete(roomId);
    room.close();
    this.#options.roomLost(roomId, cause);
    const elsewhere = await this.#options.store.holderOf(roomId).catch(() => undefined);
    sayBye(room.links, farewell(cause, elsewhere));
  }

  /** Opens nothing more. */
  stopOpening(): void {
    this.#isClosed = true;
  }

  /** Ends what is under way, gives the lease up, and returns those who must be told to come again. */
  async giveUp(room: RoomActor): Promise<readonly Link[]> {
    const { roomId } = room.lease;
    this.#rooms.delete(roomId);
    const left = this.#leave(room);
    this.#leaving.set(roomId, left);
    await left;
    this.#leaving.delete(roomId);
    return room.links;
  }

  async #leave(room: RoomActor): Promise<void> {
    await room.quiet();
    room.close();
    await this.#options.store.release(room.lease).catch((error: unknown) => this.#options.failed(error));
  }

  async #open(roomId: string): Promise<RoomActor> {
    const { store, environment } = this.#options;
    await this.#leaving.get(roomId);
    const { tenantId } = await this.#settingsOf(roomId);
    const acquired = await store.acquire(tenantId, roomId);
    if (acquired.status === 'missing') throw new CloudMeetError('not-found');
    if (acquired.status === 'held')
      throw new CloudMeetError('room-elsewhere', { socketUrl: acquired.socketUrl });
    const recorded = await store.readSession(acquired.lease);
    // Read under the lease: whatever the API changes from now on, it tells us.
    const settings = await this.#settingsOf(roomId);
    const room: RoomActor = new RoomActor({
      ...{ lease: acquired.lease, settings, recorded, store, environment },
      lost: (cause) => this.#inBackground(this.lose(room, cause)),
      idle: () => this.#giveUpLater(room),
    });
    this.#giveUpLater(room);
    return room;
  }

  async #settingsOf(roomId: string): Promise<RoomSettings> {
    const settings = await this.#options.store.findRoom(roomId);
    if (!settings) throw new CloudMeetError('not-found');
    return settings;
  }

  #giveUpLater(room: RoomActor): void {
    this.#clock.after(this.#options.idleRoomMs ?? this.#options.environment.resumeGraceMs, () => {
      if (!room.isIdle || room.isClosed) return;
      const left = this.giveUp(room).then((links) => sayBye(links, new CloudMeetError('draining')));
      this.#inBackground(left);
    });
  }

  #inBackground(work: Promise<unknown>): void {
    work.catch((error: unknown) => this.#options.failed(error));
  }

  #forget(roomId: string, opening: Promise<RoomActor>): void {
    if (this.#rooms.get(roomId) === opening) this.#rooms.delete(roomId);
  }
}

function farewell(cause: LostCause, elsewhere: string | undefined): CloudMeetError {
  if (elsewhere !== undefined) return new CloudMeetError('room-elsewhere', { socketUrl: elsewhere });
  return typeof cause === 'object'
    ? new CloudMeetError('internal', { cause: cause.error })
    : new CloudMeetError('draining');
}

export function sayBye(links: readonly Link[], error: CloudMeetError): void {
  for (const link of links) link.bye(error);
}
