import { createHash } from 'node:crypto';
import { defaultPolicies, newId } from '@cloudmeet/contracts';
import type { Entry } from '@cloudmeet/contracts';
import { afterAll, beforeAll } from 'vitest';
import { createDatabase } from '../src/index.ts';
import type {
  CaptureSegmentRecord,
  Database,
  DatabaseOptions,
  NewCapture,
  NewParticipant,
  NewRoom,
  SessionRecord,
  TenantDatabase,
} from '../src/index.ts';
import { createTestDatabase } from '../src/testing/index.ts';
import type { TestDatabase } from '../src/testing/index.ts';

/** A database of the test file's own. */
export interface World {
  urls: TestDatabase;
  database: Database;
}

/** Opens a database before the file's tests and closes it after them. */
export function worldOfTest(options: Partial<DatabaseOptions> = {}): World {
  const world: Partial<World> = {};
  beforeAll(async () => {
    world.urls = await createTestDatabase();
    world.database = createDatabase({ url: world.urls.appUrl, connectionsMax: 20, ...options });
  });
  afterAll(async () => {
    await world.database?.close();
    await world.urls?.close();
  });
  const opened = <Part>(part: Part | undefined): Part => {
    if (part === undefined) throw new Error('The test database is not open yet.');
    return part;
  };
  return {
    get urls() {
      return opened(world.urls);
    },
    get database() {
      return opened(world.database);
    },
  };
}

export const times = (count: number) => Array.from({ length: count }, (_, index) => index);
export const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

export async function createTenant(database: Database, name = 'Acme') {
  const tenantId = newId('tenant');
  const tenant = database.forTenant({ tenantId });
  await tenant.transaction((repos) => repos.tenant.create({ name }));
  return { tenantId, tenant };
}

export function roomInput(changes: Partial<NewRoom> = {}): NewRoom {
  return {
    id: newId('room'),
    name: 'Stand-up',
    mode: 'auto',
    maxParticipants: 10,
    lobby: false,
    policies: defaultPolicies,
    recording: {},
    externalId: null,
    metadata: {},
    test: true,
    ...changes,
  };
}

export async function createRoom(tenant: TenantDatabase, changes: Partial<NewRoom> = {}): Promise<string> {
  const { id } = await tenant.transaction((repos) => repos.rooms.create(roomInput(changes)));
  return id;
}

export async function startSession(tenant: TenantDatabase, roomId: string): Promise<SessionRecord> {
  const input = { id: newId('session'), roomId, topology: 'p2p' as const };
  return (await tenant.transaction((repos) => repos.sessions.start(input))).session;
}

export function participantInput(sessionId: string, changes: Partial<NewParticipant> = {}): NewParticipant {
  return {
    id: newId('participant'),
    sessionId,
    sub: 'anna',
    jti: 'token-1',
    name: 'Anna',
    role: 'attendee',
    resumeHash: hashOf('resume'),
    ...changes,
  };
}

export function captureInput(
  of: Pick<NewCapture, 'roomId' | 'sessionId'>,
  changes: Partial<NewCapture> = {},
): NewCapture {
  return {
    ...{ id: newId('recording'), kind: 'recording', audioOnly: false, hls: false, targets: [] },
    ...{ targetsSealed: null, startedBy: { kind: 'automatic', id: null, name: null }, createdAt: new Date() },
    ...of,
    ...changes,
  };
}

export function segment(part: number, number: number): CaptureSegmentRecord {
  const name = `p${String(part)}/${String(number)}`;
  return {
    ...{
      part,
      number,
      key: `${name}.m4s`,
      init: `${name}.mp4`,
      startedAt: new Date(number * 4000).toISOString(),
    },
    ...{ durationMs: 4000.5, bytes: 1000, sha256: hashOf(name) },
  };
}

/** An entry of the log that says nothing but its own number. */
export function entry(seq: number, by: string, commandId?: string): Entry {
  const at = new Date(1_800_000_000_000 + seq).toISOString();
  return { seq, type: 'hand.raised', at, by, commandId, data: { participantId: by } };
}

export const nodeOf = (id: string) => ({
  id,
  internalUrl: `http://127.0.0.1/${id}`,
  socketUrl: `ws://127.0.0.1/${id}`,
});
