import { CloudMeetError } from '@cloudmeet/contracts';
import type { Clock } from './clock.ts';
import type { OpenRooms } from './open-rooms.ts';
import type { RoomStore } from './room/room-store.ts';

const orphansPerRound = 100;

export interface LeaseKeeperOptions {
  store: RoomStore;
  rooms: OpenRooms;
  clock: Clock;
  leaseTtlMs: number;
  failed(error: unknown): void;
}

/** Holds on to the rooms of this node, and takes in those whose node died. Three rounds per life of a lease. */
export class LeaseKeeper {
  readonly #options: LeaseKeeperOptions;
  #cancel: () => void = () => undefined;
  #round: Promise<void> | undefined;
  #isStopped = false;

  constructor(options: LeaseKeeperOptions) {
    this.#options = options;
  }

  /** The first round is now. */
  start(): void {
    this.#round = this.#runRound();
  }

  /** Resolves when no round is under way. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#cancel();
    await this.#round;
  }

  async #runRound(): Promise<void> {
    const { clock, leaseTtlMs, failed } = this.#options;
    try {
      await this.#renew();
      await this.#adopt();
      await this.#options.store.endDeleted(orphansPerRound);
    } catch (error) {
      failed(error);
    }
    if (!this.#isStopped) this.#cancel = clock.after(leaseTtlMs / 3, () => this.start());
  }

  async #renew(): Promise<void> {
    const { store, rooms } = this.#options;
    const open = await rooms.all();
    const held = await store.renew(open.map((room) => room.lease));
    for (const room of open) {
      if (!held.has(room.lease.roomId) && !room.isClosed) await rooms.lose(room, 'fenced');
    }
  }

  /** Opening a room is all it takes: its actor sees who does not come back. Another node may be quicker. */
  async #adopt(): Promise<void> {
    const { store, rooms } = this.#options;
    for (const roomId of await store.orphans(orphansPerRound)) {
      if (this.#isStopped) return;
      await rooms.open(roomId).catch((error: unknown) => this.#notAdopted(error));
    }
  }

  #notAdopted(error: unknown): void {
    const { code } = CloudMeetError.from(error);
    if (!['room-elsewhere', 'draining', 'not-found'].includes(code)) this.#options.failed(error);
  }
}
