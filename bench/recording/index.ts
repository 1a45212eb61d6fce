// What one more recording costs: a real media node and a real recorder (on every core) and synthetic people with real
// connections (on one). The first meeting is the ordinary one (16 moving cameras), the others are small. All are mixed
// all the time; the small ones are recorded, then the ordinary one, too. What that added to the processes that do nothing
// else is exact; in those that mix it is a small difference of large numbers, so all recordings are divided there. Beside
// it, in the same run, the browser way: Chromium in Xvfb is in the same ordinary meeting and FFmpeg grabs it, where these
// are installed (apt-get install --no-install-recommends xvfb ffmpeg chromium).
// Options: --seconds=30 --meetings=5 --browser=on|off
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createTestObjects, joinRecording, RecorderWorld } from '@cloudmeet/testing/recordings';
import { testInternalSecret as internalSecret } from '@cloudmeet/testing/rooms';
import { until } from '../../packages/media-server/tests/node/until.ts';
import { pinSelf } from '../load/child-server.ts';
import { round } from '../load/statistics.ts';
import { Meeting } from '../mixing/meeting.ts';
import { coresBetween, onEveryCore, startNode, type NodeUsage } from '../mixing/node-process.ts';
import { ordinary, recordCamera, settled } from '../mixing/run-meetings.ts';
import { measureBrowserWay } from './browser-way.ts';
import { cpuBetween, usageOfTree, type TreeUsage } from './process-tree.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '30' },
    meetings: { type: 'string', default: '5' },
    browser: { type: 'string', default: 'on' },
  },
});
const seconds = Number(values.seconds);
const meetingsCount = Number(values.meetings);
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const megabyte = 1024 * 1024;
const patienceMs = 60_000;
const settleMs = 6000;

pinSelf(0);
const picture = recordCamera(320, 180);
const node = await startNode({ internalSecret, tilesMax: ordinary.tilesMax }, false);
const world = await RecorderWorld.create(internalSecret);
await onEveryCore(() => world.start(node.controlUrl, meetingsCount));
const meetings: Meeting[] = [];
const captures: string[] = [];

interface People {
  people: number;
  unmuted: number;
}

async function openMeeting({ people, unmuted }: People): Promise<string> {
  const meeting = await Meeting.open(node.controlUrl);
  meetings.push(meeting);
  await meeting.fill({ people, cameras: people, unmuted, picture });
  const { origin } = new URL(node.controlUrl.replace('ws', 'http'));
  const response = await fetch(`${origin}/rooms/${meeting.mixer.id}`, {
    headers: { authorization: `Bearer ${internalSecret}` },
  });
  const { sessionId } = (await response.json()) as { sessionId: string };
  return sessionId;
}

async function record(sessionId: string): Promise<void> {
  const order = world.order(sessionId);
  const status = await world.jibri('startService', order, captures.length);
  if (status !== 200) throw new Error(`The recorder answered ${String(status)}.`);
  captures.push(order.sessionId);
  await until('its first segment', () => world.events('segment', order.sessionId).length > 0, patienceMs);
}

interface Window {
  cores: Record<string, number>;
  megabytes: Record<string, number>;
}

async function look(): Promise<{ node: NodeUsage; recorder: TreeUsage }> {
  return { node: await node.usage(), recorder: usageOfTree([world.pid]) };
}

/** What each process uses, over a while. */
async function watch(): Promise<Window> {
  await wait(settleMs);
  const before = await look();
  await wait(seconds * 1000);
  const after = await look();
  const tookMs = after.node.atMs - before.node.atMs;
  return {
    cores: {
      ...coresBetween(before.node, after.node),
      recorder: cpuBetween(before.recorder, after.recorder) / tookMs,
    },
    megabytes: {
      ...Object.fromEntries(
        after.node.processes.map(({ name, pid }) => [name, usageOfTree([pid]).memoryBytes / megabyte]),
      ),
      recorder: after.recorder.memoryBytes / megabyte,
    },
  };
}

/** The supervisor's tree has all others in it, so its memory is left out; what outputs cost is in these. */
const concerned = ['video', 'audio', 'recordings', 'recorder'];
/** Nothing else is done in these: their share is exact. In the others it is a small difference of much larger numbers. */
const ownProcesses = ['recordings', 'recorder'];

type Named = Record<string, number>;

function perRecording(names: readonly string[], before: Named, after: Named, count: number): Named {
  return Object.fromEntries(names.map((name) => [name, ((after[name] ?? 0) - (before[name] ?? 0)) / count]));
}

const total = (each: Named) => Object.values(each).reduce((sum, one) => sum + one, 0);
const rounded = (each: Named, digits: number) =>
  Object.fromEntries(Object.entries(each).map(([name, value]) => [name, round(value, digits)]));

const ordinarySession = await openMeeting({ people: 16, unmuted: 3 });
const sessions: string[] = [];
for (let index = 1; index < meetingsCount; index += 1)
  sessions.push(await openMeeting({ people: 2, unmuted: 2 }));
await settled(node);
const none = await watch();
const [firstSession = '', ...otherSessions] = sessions;
await record(firstSession);
const one = await watch();
for (const session of otherSessions) await record(session);
const small = await watch();
await record(ordinarySession);
const all = await watch();
for (const [seat] of captures.entries()) await world.jibri('stopService', {}, seat);
await until('all to have ended', () => world.events('ended').length === captures.length, patienceMs);
const [ordinaryMeeting, ...otherMeetings] = meetings;
await Promise.all(otherMeetings.map((meeting) => meeting.close()));
const browser =
  values.browser === 'on' && ordinaryMeeting
    ? await measureBrowserWay(world.dir, ordinaryMeeting.admit('Recorder'), seconds)
    : ({ measured: false } as const);
await ordinaryMeeting?.close();
await node.close();

const cores = {
  ...perRecording(['video', 'audio', 'supervisor'], none.cores, all.cores, meetingsCount),
  ...perRecording(ownProcesses, small.cores, all.cores, 1),
};
const megabytes = perRecording(concerned, one.megabytes, all.megabytes, meetingsCount - 1);
const { objects } = createTestObjects(world.dir);
const joiningBefore = process.cpuUsage();
const joined = await joinRecording(objects, world.work(captures.at(-1) ?? ''));
const joining = process.cpuUsage(joiningBefore);
const path = join(world.dir, 'objects', `${joined.key}.object`);
const ownCores = total(perRecording(ownProcesses, small.cores, all.cores, 1));
// what the others need can be no less than nothing, whatever their noise says
const othersCores = Math.max(0, total(cores) - ownCores);
const cost = { cores: round(ownCores + othersCores, 4), megabytes: round(total(megabytes), 1) };
const figures = {
  seconds,
  meetings: meetingsCount,
  oneMore: { ...cost, coresOf: rounded(cores, 4), megabytesOf: rounded(megabytes, 1) },
  /** With what is there once for all: the processes themselves. */
  first: {
    cores: round((one.cores['recordings'] ?? 0) + (one.cores['recorder'] ?? 0), 4),
    megabytes: round((one.megabytes['recordings'] ?? 0) + (one.megabytes['recorder'] ?? 0), 1),
  },
  /** What mixes all these meetings, before any is recorded and when all are. */
  mixing: { before: rounded(none.cores, 4), after: rounded(all.cores, 4) },
  file: {
    seconds: joined.durationMs / 1000,
    megabytes: round(readFileSync(path).length / megabyte, 2),
    gaps: joined.gaps.length,
    joiningCpuSecondsPerHour: round(
      ((joining.user + joining.system) / 1e6 / (joined.durationMs / 1000)) * 3600,
      1,
    ),
  },
  browser,
  ...(browser.measured && {
    timesLessCpu: round(browser.cores / cost.cores, 1),
    timesLessMemory: round(browser.megabytes / Math.max(1, cost.megabytes), 1),
  }),
};
await world.close();
console.log(JSON.stringify({ name: 'recording', seed: 1, figures }));
