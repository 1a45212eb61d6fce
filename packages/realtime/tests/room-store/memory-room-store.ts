import type { Entry } from '@cloudmeet/contracts';
import { CloudMeetError } from '@cloudmeet/contracts';
import type {
  AcquiredLease,
  CommitOutcome,
  Lease,
  RecordedSession,
  RoomCommit,
  RoomStore,
} from '../../src/room/room-store.ts';
import type { Ban, Presence, RoomSettings } from '../../src/room/room-view.ts';

interface Session {
  sessionId: string;
  entries: Entry[];
  presences: Presence[];
  bans: Ban[];
  hasEnded: boolean;
}

/** What several nodes share: rooms, leases and logs. */
export class SharedMemory {
  readonly rooms = new Map<string, RoomSettings>();
  readonly leases = new Map<string, { epoch: number; node: string | undefined; socketUrl: string }>();
  readonly sessions = new Map<string, Session[]>();
  readonly events: RoomCommit['events'][number][] = [];
  /** What is to be done for each recording and stream, by room. */
  readonly captures = new Map<string, { id: string; step: string }[]>();
}

/** Rooms in memory: the store of one node. What goes wrong can be chosen. */
export class MemoryRoomStore implements RoomStore {
  readonly #shared: SharedMemory;
  readonly #node: string;
  /** Called before each commit; what it throws is thrown. */
  beforeCommit: ((commit: RoomCommit) => void | Promise<void>) | undefined;
  /** Called after each commit that was written; what it throws is thrown although it was written. */
  afterCommit: (() => void) | undefined;

  constructor(shared: SharedMemory, node: string) {
    this.#shared = shared;
    this.#node = node;
  }

  async findRoom(roomId: string): Promise<RoomSettings | undefined> {
    return this.#shared.rooms.get(roomId);
  }

  async acquire(tenantId: string, roomId: string): Promise<AcquiredLease> {
    if (this.#shared.rooms.get(roomId)?.tenantId !== tenantId) return { status: 'missing' };
    const held = this.#shared.leases.get(roomId);
    if (held?.node !== undefined && held.node !== this.#node)
      return { status: 'held', socketUrl: held.socketUrl };
    const epoch = held?.node === this.#node ? held.epoch : (held?.epoch ?? 0) + 1;
    this.#shared.leases.set(roomId, { epoch, node: this.#node, socketUrl: `ws://${this.#node}/rt` });
    return { status: 'acquired', lease: { tenantId, roomId, epoch } };
  }

  async renew(leases: readonly Lease[]): Promise<ReadonlySet<string>> {
    return new Set(leases.filter((lease) => this.#holds(lease)).map(({ roomId }) => roomId));
  }

  async release(lease: Lease): Promise<void> {
    const held = this.#shared.leases.get(lease.roomId);
    if (held && this.#holds(lease)) this.#shared.leases.set(lease.roomId, { ...held, node: undefined });
  }

  async holderOf(roomId: string): Promise<string | undefined> {
    const held = this.#shared.leases.get(roomId);
    return held?.node !== undefined && held.node !== this.#node ? held.socketUrl : undefined;
  }

  async readSession({ roomId }: Lease): Promise<RecordedSession | undefined> {
    const session = this.#live(roomId);
    return session && structuredClone(session);
  }

  async commit(commit: RoomCommit): Promise<CommitOutcome> {
    await this.beforeCommit?.(commit);
    const outcome = this.#write(commit);
    this.afterCommit?.();
    return outcome;
  }

  async endDeleted(max: number): Promise<number> {
    const deleted = this.#unheld()
      .filter((roomId) => !this.#shared.rooms.has(roomId))
      .slice(0, max);
    for (const roomId of deleted) {
      const session = this.#live(roomId);
      if (!session) continue;
      const [seq, at] = [session.entries.length + 1, new Date().toISOString()];
      session.entries.push({ seq, at, type: 'session.ended', data: { reason: 'room-deleted' } });
      session.hasEnded = true;
      const held = this.#shared.leases.get(roomId);
      if (held) this.#shared.leases.set(roomId, { ...held, epoch: held.epoch + 1 });
    }
    return deleted.length;
  }

  async orphans(max: number): Promise<string[]> {
    return this.#unheld()
      .filter((roomId) => this.#shared.rooms.has(roomId))
      .slice(0, max);
  }

  #unheld(): string[] {
    const live = [...this.#shared.sessions.keys()].filter((roomId) => this.#live(roomId));
    return live.filter((roomId) => this.#shared.leases.get(roomId)?.node === undefined);
  }

  #holds({ roomId, epoch }: Lease): boolean {
    const held = this.#shared.leases.get(roomId);
    return held?.epoch === epoch && held.node === this.#node;
  }

  #live(roomId: string): Session | undefined {
    return this.#shared.sessions.get(roomId)?.find(({ hasEnded }) => !hasEnded);
  }

  #write(commit: RoomCommit): CommitOutcome {
    const { lease, sessionId, entries, starts, joined, bans, ends, events } = commit;
    if (this.#shared.leases.get(lease.roomId)?.epoch !== lease.epoch) return 'fenced';
    if (JSON.stringify(entries).includes('\\u0000')) throw new Error('A text has a zero byte.');
    const all = this.#shared.sessions.get(lease.roomId) ?? [];
    this.#shared.sessions.set(lease.roomId, all);
    const known = all.find((one) => one.sessionId === sessionId);
    const last = entries.at(-1)?.seq ?? 0;
    if (known && known.entries.length >= last) return 'committed';
    if (known && (known.hasEnded || starts || known.entries.length !== last - entries.length))
      return 'diverged';
    const session = known ?? { sessionId, entries: [], presences: [], bans: [], hasEnded: false };
    if (!known && (!starts || this.#live(lease.roomId))) return 'diverged';
    if (!known) all.push(session);
    session.entries.push(...structuredClone(entries));
    session.presences.push(...joined.map(({ presence }) => presence));
    session.bans.push(...bans);
    session.hasEnded = ends !== undefined;
    this.#shared.events.push(...events);
    this.#capture(commit);
    return 'committed';
  }

  #capture({ lease: { roomId }, captures, stops, ends }: RoomCommit): void {
    const begun = captures.map(({ id }) => ({ id, step: 'start' }));
    const all = [...(this.#shared.captures.get(roomId) ?? []), ...begun];
    const isStopped = (id: string) => ends !== undefined || stops.some(({ captureId }) => captureId === id);
    this.#shared.captures.set(
      roomId,
      all.map(({ id, step }) => ({ id, step: isStopped(id) ? 'stop' : step })),
    );
  }
}

/** The store is out of reach, and nobody knows whether the last commit was written. */
export function outOfReach(): CloudMeetError {
  return new CloudMeetError('unavailable');
}
