import type { Database, LeaseNode, Repositories } from '@cloudmeet/database';
import type { StreamTargetBox } from '@cloudmeet/service-kit';
import type {
  AcquiredLease,
  CommitOutcome,
  Lease,
  RecordedSession,
  RoomCommit,
  RoomStore,
} from '../room/room-store.ts';
import type { Presence, RoomSettings } from '../room/room-view.ts';
import { endSession } from './end-session.ts';
import { readLog } from './read-log.ts';
import { RolledBack, writeCommit } from './write-commit.ts';

export interface DatabaseRoomStoreOptions {
  database: Database;
  node: LeaseNode;
  /** A node that does not renew for this long may be replaced. */
  leaseTtlMs: number;
  /** Seals where streams are sent. */
  targets: Pick<StreamTargetBox, 'seal'>;
}

async function readPresences(repos: Repositories, sessionId: string): Promise<Presence[]> {
  const people = await repos.participants.listAll(sessionId);
  return people.map(({ id, sub, jti, grants, resumeHash }) => ({
    participantId: id,
    userId: sub,
    tokenId: jti,
    grants: grants ?? undefined,
    credentialHash: resumeHash,
  }));
}

/** Rooms in PostgreSQL. Every write is fenced by the lease's epoch in its own transaction. */
export class DatabaseRoomStore implements RoomStore {
  readonly #database: Database;
  readonly #node: LeaseNode;
  readonly #leaseTtlMs: number;
  readonly #targets: DatabaseRoomStoreOptions['targets'];

  constructor({ database, node, leaseTtlMs, targets }: DatabaseRoomStoreOptions) {
    this.#database = database;
    this.#node = node;
    this.#leaseTtlMs = leaseTtlMs;
    this.#targets = targets;
  }

  async findRoom(roomId: string): Promise<RoomSettings | undefined> {
    const page = await this.#database.system.findRoomPage(roomId);
    if (!page) return undefined;
    const { tenantId, tenantName, branding } = page;
    const found = await this.#of(tenantId, async (repos) => {
      const room = await repos.rooms.findById(roomId);
      return room && { room, policyLimits: await repos.tenant.policies() };
    });
    if (!found) return undefined;
    const { room, policyLimits } = found;
    const { name, mode, maxParticipants, lobby, recording, policies, test } = room;
    return {
      ...{ tenantId, tenantName, theme: branding, roomId },
      ...{ name, mode, maxParticipants, lobby, recording, policies, policyLimits, test },
    };
  }

  async acquire(tenantId: string, roomId: string): Promise<AcquiredLease> {
    const result = await this.#of(tenantId, (repos) =>
      repos.leases.acquire(roomId, this.#node, this.#leaseTtlMs),
    );
    if (result.status === 'missing') return result;
    if (result.status === 'held') return { status: 'held', socketUrl: result.lease.socketUrl };
    return { status: 'acquired', lease: { tenantId, roomId, epoch: result.lease.epoch } };
  }

  async renew(leases: readonly Lease[]): Promise<ReadonlySet<string>> {
    if (leases.length === 0) return new Set();
    return new Set(await this.#database.system.renewLeases(this.#node.id, leases, this.#leaseTtlMs));
  }

  async release({ tenantId, roomId, epoch }: Lease): Promise<void> {
    await this.#of(tenantId, (repos) => repos.leases.release(roomId, this.#node.id, epoch));
  }

  async holderOf(roomId: string): Promise<string | undefined> {
    const lease = await this.#database.system.findLease(roomId);
    return lease && lease.nodeId !== this.#node.id ? lease.socketUrl : undefined;
  }

  async readSession({ tenantId, roomId }: Lease): Promise<RecordedSession | undefined> {
    return this.#of(tenantId, async (repos) => {
      const session = await repos.sessions.findLive(roomId);
      if (!session) return undefined;
      const bans = await repos.bans.list(session.id);
      return {
        sessionId: session.id,
        entries: await readLog(repos, session.id),
        presences: await readPresences(repos, session.id),
        bans: bans.map(({ sub, jti }) => ({ userId: sub, tokenId: jti })),
      };
    });
  }

  async commit(commit: RoomCommit): Promise<CommitOutcome> {
    try {
      await this.#of(commit.lease.tenantId, (repos) => writeCommit(repos, commit, this.#targets));
      return 'committed';
    } catch (error) {
      if (!(error instanceof RolledBack)) throw error;
      return error.outcome === 'known' ? 'committed' : error.outcome;
    }
  }

  async endDeleted(max: number): Promise<number> {
    const deleted = await this.#database.system.listSessionsOfDeletedRooms(max);
    for (const { tenantId, roomId } of deleted)
      await this.#of(tenantId, (repos) =>
        endSession(repos, this.#targets, { tenantId, roomId, reason: 'room-deleted' }),
      );
    return deleted.length;
  }

  async orphans(max: number): Promise<string[]> {
    return this.#database.system.listOrphanedRooms(max);
  }

  #of<Result>(tenantId: string, work: (repos: Repositories) => Promise<Result>): Promise<Result> {
    return this.#database.forTenant({ tenantId }).transaction(work);
  }
}
