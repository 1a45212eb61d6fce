import type { Page, Policies, Room as RoomShape, RoomMode } from '@cloudmeet/contracts';
import { newestFirst, olderThan, pageWindow, toPage } from '../pagination/list-page.ts';
import type { PageRequest } from '../pagination/list-page.ts';
import type { Prisma } from '../generated/client.ts';
import { findRoomIds, isNarrowed } from './find-room-ids.ts';
import type { RoomFilter } from './find-room-ids.ts';
import { toJsonObject } from './json-object.ts';
import { toRoom } from './room-record.ts';
import type { RoomRecord } from './room-record.ts';
import type { Scope } from './scope.ts';

export interface NewRoom {
  id: string;
  name: string;
  mode: RoomMode;
  maxParticipants: number;
  lobby: boolean;
  policies: Policies;
  recording: RoomShape['recording'];
  externalId: string | null;
  metadata: RoomShape['metadata'];
  /** Made with a test key. */
  test: boolean;
}

/** What is left out (or undefined) keeps its value. */
export type RoomChanges = {
  [Field in Exclude<keyof NewRoom, 'id' | 'test'> | 'locked']?:
    (NewRoom & { locked: boolean })[Field] | undefined;
};

export type UpdateRoomResult =
  { status: 'updated'; room: RoomRecord } | { status: 'stale'; version: number } | { status: 'missing' };
export type DeleteRoomResult =
  { status: 'deleted' } | { status: 'stale'; version: number } | { status: 'missing' };

export interface ListRooms extends PageRequest, RoomFilter {}

interface Expectation {
  /** Change only this version of the room; without it any. */
  expectedVersion?: number | undefined;
}

/** The columns that hold JSON, of those that are given. */
function jsonColumns({ policies, recording, metadata }: RoomChanges) {
  return {
    ...(policies === undefined ? {} : { policies: toJsonObject(policies) }),
    ...(recording === undefined ? {} : { recording: toJsonObject(recording) }),
    ...(metadata === undefined ? {} : { metadata: toJsonObject(metadata) }),
  };
}

/** Rooms that were not deleted. */
export class RoomRepository {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  async create(input: NewRoom): Promise<RoomRecord> {
    const { tx, tenantId } = this.#scope;
    return toRoom(await tx.room.create({ data: { ...input, ...jsonColumns(input), tenantId } }));
  }

  async findById(id: string): Promise<RoomRecord | null> {
    const { tx, tenantId } = this.#scope;
    const row = await tx.room.findFirst({ where: { id, tenantId, deletedAt: null } });
    return row && toRoom(row);
  }

  /** Newest first. */
  async list(request: ListRooms = {}): Promise<Page<RoomRecord>> {
    const { tx, tenantId } = this.#scope;
    const { limit, take, after } = pageWindow(request);
    const rows = await tx.room.findMany({
      where: {
        tenantId,
        ...(isNarrowed(request)
          ? { id: { in: await findRoomIds(this.#scope, request, { take, after }) } }
          : { deletedAt: null, ...olderThan(after) }),
      },
      orderBy: newestFirst,
      take,
    });
    return toPage(rows, limit, toRoom);
  }

  async update(id: string, changes: RoomChanges, expectation: Expectation = {}): Promise<UpdateRoomResult> {
    const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
    const outcome = await this.#change(id, { ...given, ...jsonColumns(changes) }, expectation);
    if (outcome.status !== 'changed') return outcome;
    const room = await this.findById(id);
    return room ? { status: 'updated', room } : { status: 'missing' };
  }

  /** Takes the room out of sight; its sessions and their log stay for the records. */
  async softDelete(id: string, expectation: Expectation = {}): Promise<DeleteRoomResult> {
    const outcome = await this.#change(id, { deletedAt: new Date() }, expectation);
    return outcome.status === 'changed' ? { status: 'deleted' } : outcome;
  }

  async #change(
    id: string,
    data: Prisma.RoomUpdateManyMutationInput,
    { expectedVersion }: Expectation,
  ): Promise<{ status: 'changed' } | { status: 'stale'; version: number } | { status: 'missing' }> {
    const { tx, tenantId } = this.#scope;
    const { count } = await tx.room.updateMany({
      where: {
        id,
        tenantId,
        deletedAt: null,
        ...(expectedVersion === undefined ? {} : { version: expectedVersion }),
      },
      data: { ...data, version: { increment: 1 }, updatedAt: new Date() },
    });
    if (count > 0) return { status: 'changed' };
    const present = await this.findById(id);
    return present ? { status: 'stale', version: present.version } : { status: 'missing' };
  }
}
