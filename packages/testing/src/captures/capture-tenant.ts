import { defaultPolicies, entrySchema, newId, roomDefaults, webhookTypes } from '@cloudmeet/contracts';
import type { CaptureKind, EntryBody, Topology } from '@cloudmeet/contracts';
import type { CaptureRecord, Database, LeasedMessage, NewCapture, TenantDatabase } from '@cloudmeet/database';

export interface TestSession {
  roomId: string;
  sessionId: string;
}

const over: readonly CaptureRecord['status'][] = ['ready', 'ended', 'failed'];

/** A tenant whose rooms are recorded and streamed. */
export class CaptureTenant {
  readonly tenantId: string;
  readonly data: TenantDatabase;
  readonly #database: Database;
  readonly #nowMs: () => number;

  private constructor(tenantId: string, database: Database, nowMs: () => number) {
    this.tenantId = tenantId;
    this.data = database.forTenant({ tenantId });
    this.#database = database;
    this.#nowMs = nowMs;
  }

  static async create(database: Database, nowMs: () => number): Promise<CaptureTenant> {
    const tenant = new CaptureTenant(newId('tenant'), database, nowMs);
    await tenant.data.transaction((repos) => repos.tenant.create({ name: 'Acme' }));
    return tenant;
  }

  /** A room with a live session. */
  async session(topology: Topology = 'mixed'): Promise<TestSession> {
    const roomId = newId('room');
    const rest = { policies: defaultPolicies, recording: {}, externalId: null, metadata: {}, locked: false };
    return this.data.transaction(async (repos) => {
      await repos.rooms.create({ id: roomId, ...roomDefaults, ...rest, test: true });
      const { session } = await repos.sessions.start({ id: newId('session'), roomId, topology });
      return { roomId, sessionId: session.id };
    });
  }

  /** Begins a capture as a room's writer does. */
  async begin(
    { roomId, sessionId }: TestSession,
    kind: CaptureKind = 'recording',
    more: Partial<Pick<NewCapture, 'audioCodec' | 'targets' | 'targetsSealed'>> = {},
  ): Promise<string> {
    const id = newId(kind);
    await this.data.transaction((repos) =>
      repos.captures.create({
        ...{ id, kind, roomId, sessionId, audioOnly: false, hls: kind === 'stream' },
        ...{ targets: [], targetsSealed: null, startedBy: { kind: 'api', id: null, name: null } },
        createdAt: new Date(this.#nowMs()),
        ...more,
      }),
    );
    return id;
  }

  /** Writes the first entry of a session's log, as its room's writer does. */
  async entry({ roomId, sessionId }: TestSession, body: EntryBody): Promise<void> {
    const node = { id: 'node_of_the_test', internalUrl: 'http://127.0.0.1:1', socketUrl: 'ws://127.0.0.1:1' };
    const entry = entrySchema.parse({ ...body, seq: 1, at: new Date(this.#nowMs()).toISOString() });
    await this.data.transaction(async (repos) => {
      const taken = await repos.leases.acquire(roomId, node, 60_000);
      if (taken.status !== 'acquired') throw new Error(`The lease is ${taken.status}.`);
      await repos.entries.append(sessionId, { roomId, epoch: taken.lease.epoch }, [entry]);
    });
  }

  async stop(id: string): Promise<void> {
    const now = new Date(this.#nowMs());
    await this.data.transaction((repos) => repos.captures.stop(id, 'requested', now));
  }

  async endSession({ sessionId }: TestSession): Promise<void> {
    await this.data.transaction((repos) => repos.sessions.end(sessionId, 'empty', new Date()));
  }

  async capture(id: string): Promise<CaptureRecord> {
    const capture = await this.data.transaction((repos) => repos.captures.findById(id));
    if (!capture) throw new Error(`There is no ${id}.`);
    return capture;
  }

  async isOver(id: string): Promise<boolean> {
    return over.includes((await this.capture(id)).status);
  }

  /** Webhooks that wait to be sent, of all tenants. */
  async webhooks(): Promise<LeasedMessage[]> {
    const messages = await this.#database.system.leaseOutbox(1000, 1);
    return messages.filter(({ type }) => webhookTypes.some((known) => known === type));
  }
}
