import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AudioCodec } from '@cloudmeet/contracts';
import { createTestObjects, joinRecording, RecorderWorld } from '@cloudmeet/testing/recordings';
import { testInternalSecret as internalSecret } from '@cloudmeet/testing/rooms';
import { until } from '../../packages/media-server/tests/node/until.ts';
import { round } from '../load/statistics.ts';
import { Meeting } from '../mixing/meeting.ts';
import {
  coresBetween,
  onEveryCore,
  startNode,
  type NodeUnderTest,
  type NodeUsage,
} from '../mixing/node-process.ts';
import { ordinary, recordCamera, settled } from '../mixing/run-meetings.ts';
import { cpuBetween, usageOfTree, type TreeUsage } from './process-tree.ts';

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const megabyte = 1024 * 1024;
const patienceMs = 60_000;
const settleMs = 6000;
const memoryEveryMs = 2000;

interface People {
  people: number;
  unmuted: number;
}

type Named = Record<string, number>;

interface Usage {
  node: NodeUsage;
  recorder: TreeUsage;
}

interface Window {
  cores: Named;
  megabytes: Named;
}

/** The supervisor's tree has all others in it, so its memory is left out; what outputs cost is in these. */
const concerned = ['video', 'audio', 'recordings', 'recorder'];
/** Nothing else is done in these: their share is exact. In the others it is a small difference of much larger numbers. */
const ownProcesses = ['recordings', 'recorder'];

const total = (each: Named) => Object.values(each).reduce((sum, one) => sum + one, 0);
const rounded = (each: Named, digits: number) =>
  Object.fromEntries(Object.entries(each).map(([name, value]) => [name, round(value, digits)]));

function perRecording(names: readonly string[], before: Named, after: Named, count: number): Named {
  return Object.fromEntries(names.map((name) => [name, ((after[name] ?? 0) - (before[name] ?? 0)) / count]));
}

function memoryOf({ node, recorder }: Usage): [string, number][] {
  const processes = node.processes.map(({ name, pid }): [string, number] => [
    name,
    usageOfTree([pid]).memoryBytes,
  ]);
  return [...processes, ['recorder', recorder.memoryBytes]];
}

/** A media node and a recorder with their meetings: an ordinary one, and small ones. */
export class RecordedMeetings {
  readonly #node: NodeUnderTest;
  readonly world: RecorderWorld;
  readonly #picture = recordCamera(320, 180);
  readonly #captures: string[] = [];
  readonly #meetings: Meeting[] = [];

  private constructor(node: NodeUnderTest, world: RecorderWorld) {
    this.#node = node;
    this.world = world;
  }

  static async start(seats: number): Promise<RecordedMeetings> {
    const node = await startNode({ internalSecret, tilesMax: ordinary.tilesMax }, false);
    const world = await RecorderWorld.create(internalSecret);
    await onEveryCore(() => world.start(node.controlUrl, seats));
    return new RecordedMeetings(node, world);
  }

  /** The ordinary meeting. */
  get ordinary(): Meeting | undefined {
    return this.#meetings[0];
  }

  /** What it costs to record one more, with everything that was seen on the way. */
  async measure(audioCodec: AudioCodec, { meetings, seconds }: { meetings: number; seconds: number }) {
    const ordinarySession = await this.#open({ people: 16, unmuted: 3 });
    const sessions: string[] = [];
    for (let index = 1; index < meetings; index += 1)
      sessions.push(await this.#open({ people: 2, unmuted: 2 }));
    await settled(this.#node);
    const none = await this.#watch(seconds);
    const [firstSession = '', ...others] = sessions;
    await this.#record(firstSession, audioCodec);
    const one = await this.#watch(seconds);
    for (const session of others) await this.#record(session, audioCodec);
    // The difference of these two is what counts, and it is small.
    const small = await this.#watch(2 * seconds);
    await this.#record(ordinarySession, audioCodec);
    const all = await this.#watch(2 * seconds);
    await this.#stop();
    return { ...figuresOf({ none, one, small, all, count: meetings }), file: await this.#file() };
  }

  async close(): Promise<void> {
    await Promise.all(this.#meetings.map((meeting) => meeting.close()));
    await this.#node.close();
    await this.world.close();
  }

  /** Leaves the ordinary meeting alone with the node. */
  async closeSmall(): Promise<void> {
    await Promise.all(this.#meetings.splice(1).map((meeting) => meeting.close()));
  }

  async #open({ people, unmuted }: People): Promise<string> {
    const meeting = await Meeting.open(this.#node.controlUrl);
    this.#meetings.push(meeting);
    await meeting.fill({ people, cameras: people, unmuted, picture: this.#picture });
    const { origin } = new URL(this.#node.controlUrl.replace('ws', 'http'));
    const response = await fetch(`${origin}/rooms/${meeting.mixer.id}`, {
      headers: { authorization: `Bearer ${internalSecret}` },
    });
    const { sessionId } = (await response.json()) as { sessionId: string };
    return sessionId;
  }

  async #record(sessionId: string, audioCodec: AudioCodec): Promise<void> {
    const { world } = this;
    const order = world.order(sessionId, { audioCodec });
    const status = await world.jibri('startService', order, this.#captures.length);
    if (status !== 200) throw new Error(`The recorder answered ${String(status)}.`);
    this.#captures.push(order.sessionId);
    await until('its first segment', () => world.events('segment', order.sessionId).length > 0, patienceMs);
  }

  async #stop(): Promise<void> {
    const { world } = this;
    for (const [seat] of this.#captures.entries()) await world.jibri('stopService', {}, seat);
    const count = this.#captures.length;
    await until('all to have ended', () => world.events('ended').length === count, patienceMs);
  }

  async #look(): Promise<Usage> {
    return { node: await this.#node.usage(), recorder: usageOfTree([this.world.pid]) };
  }

  /** What each process uses, over a while; of its memory the least, since garbage comes and goes. */
  async #watch(seconds: number): Promise<Window> {
    await wait(settleMs);
    const before = await this.#look();
    let after = before;
    const megabytes: Named = {};
    while (after.node.atMs - before.node.atMs < seconds * 1000) {
      await wait(memoryEveryMs);
      after = await this.#look();
      for (const [name, bytes] of memoryOf(after))
        megabytes[name] = Math.min(megabytes[name] ?? Infinity, bytes / megabyte);
    }
    const tookMs = after.node.atMs - before.node.atMs;
    const recorder = cpuBetween(before.recorder, after.recorder) / tookMs;
    return { cores: { ...coresBetween(before.node, after.node), recorder }, megabytes };
  }

  /** The ordinary meeting's, joined. */
  async #file() {
    const { objects } = createTestObjects(this.world.dir);
    const before = process.cpuUsage();
    const joined = await joinRecording(objects, this.world.work(this.#captures.at(-1) ?? ''));
    const { user, system } = process.cpuUsage(before);
    const path = join(this.world.dir, 'objects', `${joined.key}.object`);
    return {
      seconds: joined.durationMs / 1000,
      megabytes: round(readFileSync(path).length / megabyte, 2),
      gaps: joined.gaps.length,
      joiningCpuSecondsPerHour: round(((user + system) / 1e6 / (joined.durationMs / 1000)) * 3600, 1),
    };
  }
}

type Windows = Record<'none' | 'one' | 'small' | 'all', Window> & { count: number };

function figuresOf({ none, one, small, all, count }: Windows) {
  const own = perRecording(ownProcesses, small.cores, all.cores, 1);
  const cores = { ...perRecording(['video', 'audio', 'supervisor'], none.cores, all.cores, count), ...own };
  const megabytes = perRecording(concerned, one.megabytes, all.megabytes, count - 1);
  const ownCores = total(own);
  // what the others need can be no less than nothing, whatever their noise says
  const othersCores = Math.max(0, total(cores) - ownCores);
  const sumOf = (each: Named) => ownProcesses.reduce((sum, name) => sum + (each[name] ?? 0), 0);
  return {
    oneMore: {
      ...{ cores: round(ownCores + othersCores, 4), megabytes: round(total(megabytes), 1) },
      ...{ coresOf: rounded(cores, 4), megabytesOf: rounded(megabytes, 1) },
    },
    /** All of them in the processes that do nothing else: the mean of a recording there. */
    mean: { cores: round((sumOf(all.cores) - sumOf(none.cores)) / count, 4) },
    /** With what is there once for all: the processes themselves. */
    first: { cores: round(sumOf(one.cores), 4), megabytes: round(sumOf(one.megabytes), 1) },
    /** What mixes all these meetings, before any is recorded and when all are. */
    mixing: { before: rounded(none.cores, 4), after: rounded(all.cores, 4) },
  };
}
