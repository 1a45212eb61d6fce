import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CloudMeetError, randomText } from '@cloudmeet/contracts';
import { createDatabase } from '@cloudmeet/database';
import type { CaptureRecord } from '@cloudmeet/database';
import { startTestServer } from '@cloudmeet/database/testing';
import { seededRandom } from '@cloudmeet/testing';
import { CaptureTenant } from '@cloudmeet/testing/captures';
import { findFreePort } from '../../load/find-free-port.ts';
import type { RecorderOrders } from '../../../packages/cloudmeet/src/recorder/recorder-orders.ts';
import { openCloud } from './cloud.ts';
import { wrongWithRecording } from './judge.ts';
import type { Acknowledged } from './judge.ts';
import { objectsOf, openShared } from './orders.ts';
import type { Orders } from './orders.ts';
import { openStage } from './stage.ts';
import type { Room } from './stage.ts';
import { Victim } from './victim.ts';

export interface RideOptions {
  seed: number;
  kills: number;
  /** A joining that forgets something: it has to be seen. */
  forgets: boolean;
  /** Over SQS and S3 instead of the database and the disk. */
  inCloud: boolean;
}

const roomsCount = 3;
const victims = ['outputs', 'recorder', 'functions', 'main'] as const;
type Name = (typeof victims)[number];
const recorderProgram = new URL(
  '../../../packages/cloudmeet/src/recorder/recorder-child.ts',
  import.meta.url,
);
/** Between two kills, and how long a recording goes on, in milliseconds: at least, and up to so much more. */
const [killEveryMs, killMoreMs] = [1500, 2500];
const [recordMs, recordMoreMs] = [20_000, 20_000];
/** A process that watches over another needs a moment to start it again. */
const restartMoreMs = 1500;
const calmMs = 150_000;

/** Every process of the path, each of its own, and what drives and judges them. */
async function openRide({ forgets, inCloud }: RideOptions) {
  const cloud = inCloud ? await openCloud() : undefined;
  const postgres = await startTestServer();
  const { appUrl } = await postgres.createDatabase();
  const database = createDatabase({ url: appUrl, connectionsMax: 4 });
  const tenant = await CaptureTenant.create(database, Date.now);
  const dir = await mkdtemp(join(tmpdir(), 'cloudmeet-kills-'));
  const apiUrl = `http://127.0.0.1:${String(await findFreePort())}`;
  const internalSecret = randomText(40);
  const stage = await openStage(apiUrl, internalSecret);
  const { nodeId, controlUrl: mediaUrl } = stage.node;
  const ledger = join(dir, 'ledger.jsonl');
  const orders: Orders = {
    ...{ databaseUrl: appUrl, dir, apiUrl, internalSecret, nodeId, ledger, forgets },
    cloud: cloud?.orders ?? null,
  };
  const port = await findFreePort();
  const recorder: RecorderOrders = {
    logLevel: 'error',
    config: {
      ...{ dir, apiUrl, internalSecret, mediaUrl, mediaSecret: internalSecret, port },
      ...{ seats: roomsCount, reserveBytes: 1024 * 1024 },
    },
    objects: objectsOf(orders),
  };
  const processes = {
    main: new Victim(new URL('main-process.ts', import.meta.url), orders),
    functions: new Victim(new URL('functions-process.ts', import.meta.url), orders),
    recorder: new Victim(recorderProgram, recorder),
  };
  await Promise.all(Object.values(processes).map((one) => one.start()));
  const { objects, database: other } = openShared(orders);
  return {
    ...{ tenant, stage, processes, dir, objects },
    ledger: (): Acknowledged[] => {
      const text = existsSync(ledger) ? readFileSync(ledger, 'utf8') : '';
      return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Acknowledged]));
    },
    async close(): Promise<void> {
      for (const one of Object.values(processes)) await one.kill();
      await stage.close();
      await objects.close();
      await other.close();
      await database.close();
      await postgres.stop();
      await cloud?.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

type Ride = Awaited<ReturnType<typeof openRide>>;

/** Asks again where the machine is too busy for the database to answer: nobody kills that one. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await ask();
    } catch (error) {
      if (tries === 10 || !(error instanceof CloudMeetError && error.code === 'unavailable')) throw error;
      await sleep(500);
    }
  }
}

/** One recording after the other of a room, until the ride is over. */
async function keepRecording(
  { tenant }: Ride,
  { session }: Room,
  { random, isOver }: { random: () => number; isOver: () => boolean },
): Promise<string[]> {
  const ids: string[] = [];
  while (!isOver()) {
    const id = await tenant.begin(session);
    ids.push(id);
    const untilMs = Date.now() + recordMs + random() * recordMoreMs;
    while (Date.now() < untilMs && !isOver()) await sleep(100);
    await patiently(() => tenant.stop(id));
    const look = () => patiently(() => tenant.capture(id));
    const isBusy = async () => ['queued', 'recording'].includes((await look()).status);
    while (!isOver() && (await isBusy())) await sleep(200);
  }
  return ids;
}

async function killAll({ stage, processes }: Ride, random: () => number, count: number) {
  const killed: Record<Name, number> = { outputs: 0, recorder: 0, functions: 0, main: 0 };
  const restarting = new Map<Name, Promise<unknown>>();
  for (let kills = 0; kills < count;) {
    await sleep(killEveryMs + random() * killMoreMs);
    const name = victims[Math.floor(random() * victims.length)] ?? 'outputs';
    if (restarting.has(name)) continue;
    if (name !== 'outputs') {
      const process = processes[name];
      await process.kill();
      const again = sleep(random() * restartMoreMs).then(() => process.start());
      restarting.set(name, again);
      void again.then(() => restarting.delete(name));
    } else if (!stage.killOutputs()) continue;
    killed[name] += 1;
    kills += 1;
  }
  await Promise.all(restarting.values());
  return killed;
}

/** Waits until all are over, or long enough. */
async function seen({ tenant }: Ride, ids: readonly string[]): Promise<CaptureRecord[]> {
  for (const untilMs = Date.now() + calmMs; Date.now() < untilMs; await sleep(500)) {
    const over = await patiently(() => Promise.all(ids.map((id) => tenant.isOver(id))));
    if (over.every(Boolean)) break;
  }
  return patiently(() => Promise.all(ids.map((id) => tenant.capture(id))));
}

/** Recordings of real rooms by real processes that are killed, seen to their end. */
export async function rideReal(options: RideOptions) {
  const ride = await openRide(options);
  try {
    const random = seededRandom(options.seed);
    const rooms: Room[] = [];
    for (let room = 0; room < roomsCount; room += 1) rooms.push(await ride.stage.open(ride.tenant));
    const state = { isOver: false };
    const recording = rooms.map((room) => keepRecording(ride, room, { random, isOver: () => state.isOver }));
    const killed = await killAll(ride, random, options.kills);
    // The last ones get some time of peace, too.
    await sleep(recordMs / 2);
    state.isOver = true;
    const ids = await Promise.all(recording);
    const wrong: string[] = [];
    const count = { ready: 0, failed: 0 };
    const failures: Record<string, number> = {};
    for (const [index, { show }] of rooms.entries()) {
      for (const capture of await seen(ride, ids[index] ?? [])) {
        if (capture.status === 'ready' || capture.status === 'failed') count[capture.status] += 1;
        const { code } = capture.failure ?? {};
        if (code !== undefined) failures[code] = (failures[code] ?? 0) + 1;
        const { dir, objects, stage } = ride;
        const evidence = {
          dir,
          objects,
          ledger: ride.ledger(),
          outages: stage.outages,
          beganMs: show.beganMs,
        };
        wrong.push(...(await wrongWithRecording(capture, evidence)));
      }
    }
    const webhooks = Map.groupBy(await patiently(() => ride.tenant.webhooks()), ({ type }) => type);
    const announced = (type: string) => webhooks.get(`recording.${type}`)?.length ?? 0;
    if (announced('ready') !== count.ready || announced('failed') !== count.failed)
      wrong.push('each recording is announced once');
    const acknowledged = new Set(ride.ledger().map(({ key }) => key)).size;
    return { killed, recordings: ids.flat().length, ...count, failures, acknowledged, wrong };
  } finally {
    await ride.close();
  }
}
