import { captureQueueNames } from '@cloudmeet/api';
import type { CaptureCare, CaptureQueueName, CaptureSender, RoomControl } from '@cloudmeet/api';
import { randomText } from '@cloudmeet/contracts';
import type { CaptureChange, FinalizedFile, FinalizeWork } from '@cloudmeet/contracts';
import { createDatabase } from '@cloudmeet/database';
import type { Database } from '@cloudmeet/database';
import { createTestDatabase } from '@cloudmeet/database/testing';
import type { TestDatabase } from '@cloudmeet/database/testing';
import {
  createInternalClient,
  createJibriClient,
  createPostgresQueue,
  toSqsEvent,
} from '@cloudmeet/platform';
import type { Queue, ReceivedMessage, SqsFunction } from '@cloudmeet/platform';
import type { InternalClient } from '@cloudmeet/platform/lambda';
import {
  createLogger,
  createStreamTargetBox,
  Lifecycle,
  Secret,
  startHttpServer,
} from '@cloudmeet/service-kit';
import { captureFunctions, composeCaptures, openCaptureQueues } from 'cloudmeet/captures';
import express from 'express';
import { CaptureTenant } from './capture-tenant.ts';
import { createMemoryObjects } from './memory-objects.ts';
import type { MemoryObjects } from './memory-objects.ts';
import { RecorderDouble } from './recorder-double.ts';

export interface CaptureWorldOptions {
  /** Outside of tests, where the database is. Default: one of the test run. */
  testDatabase?: () => Promise<Pick<TestDatabase, 'appUrl' | 'close'>>;
  /** Default: queues in the database. */
  queue?: (name: CaptureQueueName) => Queue;
  /** What is done around each call of the functions to the API. */
  around?: (call: () => Promise<unknown>) => Promise<unknown>;
  /** What is done around each call of the sender to a queue. */
  sending?: (send: () => Promise<void>) => Promise<void>;
  /** Default: a file of all segments. */
  join?: (work: FinalizeWork, objects: MemoryObjects) => Promise<FinalizedFile>;
  /** Messages as the functions get them. Default: as they come. */
  deliver?: (messages: ReceivedMessage[]) => ReceivedMessage[];
  keepDays?: number;
}

/** What a room was told. */
export interface Told {
  captureId: string;
  change: CaptureChange;
}

/** Everything between a started recording and its file but media, on a clock that is moved by hand. */
export interface CaptureWorld {
  database: Database;
  objects: MemoryObjects;
  queues: Record<CaptureQueueName, Queue>;
  functions: Record<CaptureQueueName, SqsFunction>;
  sender: CaptureSender;
  care: CaptureCare;
  /** The API's internal routes, as functions and recorders reach them. */
  api: InternalClient;
  internal: { url: string; secret: string };
  /** Segments of every file that was joined, by its key. */
  joined: Map<string, string[]>;
  told: Told[];
  /** The media node that mixes every room; null: none does. */
  mixedAt: string | null;
  nowMs(): number;
  pass(ms: number): void;
  /** Everybody does one round: recorders, sender, functions, care. */
  round(): Promise<void>;
  /** The same without the functions, whose messages somebody else hands to them. */
  roundOfOthers(): Promise<void>;
  recorder(seats?: number): Promise<RecorderDouble>;
  tenant(): Promise<CaptureTenant>;
  close(): Promise<void>;
}

/** Names every segment, so that it can be seen which are in the file. */
export async function joinAll(work: FinalizeWork, objects: MemoryObjects): Promise<FinalizedFile> {
  const segments = work.parts.flatMap((part) => part.segments);
  const bytes = segments.reduce((sum, segment) => sum + segment.bytes, 0);
  const durationMs = segments.reduce((sum, segment) => sum + segment.durationMs, 0);
  const { key, receiptKey } = work.output;
  objects.sizes.set(key, bytes).set(receiptKey, 100);
  const chapters = [{ startSeconds: 0, title: 'Start' }];
  const sha256 = 'b'.repeat(64);
  return { key, bytes, durationMs, sha256, gaps: [], chapters, contentType: 'video/mp4', receiptKey };
}

function openQueues(database: Database, options: CaptureWorldOptions, lifecycle: Lifecycle) {
  const { sending = (send) => send() } = options;
  return openCaptureQueues((name) => {
    const opened = options.queue?.(name) ?? createPostgresQueue({ database, name, receivesMax: 1000 });
    const queue = lifecycle.add(name, opened);
    return { ...queue, send: (messages) => sending(() => queue.send(messages)) };
  });
}

function roomDouble(
  told: Told[],
  mixedAt: () => string | null,
): Pick<RoomControl, 'captureChanged' | 'mixedAt'> {
  return {
    captureChanged: async (_room, captureId, change) => void told.push({ captureId, change }),
    mixedAt: async () => mixedAt(),
  };
}

function functionsOf(
  world: Pick<CaptureWorld, 'api' | 'objects' | 'joined'>,
  options: CaptureWorldOptions,
  secret: string,
) {
  const { around = (call) => call(), join = joinAll } = options;
  const api: InternalClient = {
    post: (path, body, trace) => around(() => world.api.post(path, body, trace)),
  };
  return captureFunctions({
    ...{ api, jibri: createJibriClient({ internalSecret: secret }) },
    join: async (work) => {
      const file = await join(work, world.objects);
      const keys = work.parts.flatMap((part) => part.segments.map((segment) => segment.key));
      world.joined.set(file.key, keys);
      return file;
    },
  });
}

export async function startCaptureWorld(options: CaptureWorldOptions = {}): Promise<CaptureWorld> {
  const lifecycle = new Lifecycle();
  const { testDatabase = createTestDatabase } = options;
  const { appUrl } = lifecycle.add('test database', await testDatabase());
  const database = lifecycle.add('database', createDatabase({ url: appUrl, connectionsMax: 10 }));
  const logger = createLogger({ service: 'captures', level: 'silent' });
  const [objects, told, joined] = [createMemoryObjects(), new Array<Told>(), new Map<string, string[]>()];
  const recorders: RecorderDouble[] = [];
  let shiftMs = 0;
  const nowMs = () => Date.now() + shiftMs;
  const secret = randomText(40);
  const state: { mixedAt: string | null } = { mixedAt: 'media_of_the_test' };
  const roomControl = roomDouble(told, () => state.mixedAt);
  const queues = openQueues(database, options, lifecycle);
  const { sender, care, router } = composeCaptures({
    ...{ database, roomControl, objects, logger, nowMs, publicRoomUrl: 'http://127.0.0.1:1' },
    ...{ queues, internalSecrets: [secret], keepDays: options.keepDays ?? null },
    targets: createStreamTargetBox(new Secret(secret)),
  });
  const app = express().use(router);
  const server = lifecycle.add('api', await startHttpServer({ name: 'the API', handler: app, port: 0 }));
  const api = createInternalClient({ apiUrl: server.url, internalSecret: secret, repeats: 0 });
  const functions = functionsOf({ api, objects, joined }, options, secret);

  const handle = async (name: CaptureQueueName) => {
    const received = await queues[name].receive({ visibilityMs: 60_000 });
    if (received.length === 0) return;
    const delivered = options.deliver?.(received) ?? received;
    const { batchItemFailures } = await functions[name](toSqsEvent(delivered, name));
    const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    // What failed is handed out anew by the API: here it is not waited for.
    await queues[name].delete(received.map(({ receipt }) => receipt));
    if (failed.size > received.length) throw new Error('More failed than there was.');
  };

  const recordAndSend = async () => {
    for (const recorder of recorders) await recorder.report();
    for (const recorder of recorders) await recorder.work();
    await sender.step();
  };

  return Object.assign(state, {
    ...{ database, objects, queues, functions, sender, care, api, joined, told, nowMs },
    internal: { url: server.url, secret },
    pass: (ms: number) => {
      shiftMs += ms;
    },
    async round() {
      await recordAndSend();
      for (const name of captureQueueNames) await handle(name);
      await care.run();
    },
    async roundOfOthers() {
      await recordAndSend();
      await care.run();
    },
    async recorder(seats = 1) {
      const nodeId = state.mixedAt ?? 'media_of_the_test';
      const recorder = await RecorderDouble.start({ api, objects, nodeId, seats });
      recorders.push(lifecycle.add('recorder', recorder));
      return recorder;
    },
    tenant: () => CaptureTenant.create(database, nowMs),
    close: () => lifecycle.close(),
  });
}
