import { cpus } from 'node:os';
import type { SyntheticParticipant } from '@cloudmeet/testing/media';
import { round } from '../load/statistics.ts';
import type { Meeting } from '../mixing/meeting.ts';
import { serverCore } from '../mixing/node-process.ts';
import type { NodeUnderTest } from '../mixing/node-process.ts';

export interface Fault {
  process: string;
  signal: NodeJS.Signals;
  /** When the supervisor had replaced it, in ms after the signal. */
  noticedMs: number;
  /** When 95 % had sound and picture again. */
  mostAgainMs: number;
  allAgainMs: number;
  /** People who had to connect again. */
  returned: number;
  /** Of the process that plays the people, until all had media again: near 1 it is the load that is slow. */
  loadCores: number;
  /** Share of the server's core that was used meanwhile. */
  serverCores: number;
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const patienceMs = 30_000;
const most = 0.95;
/** So long it is quiet before anything is broken: the spare process that the last fault took is followed by another. */
const steadyMs = 14_000;
const packetsAgain = 3;

export function isSignal(name: string): name is 'SIGKILL' | 'SIGSTOP' {
  return name === 'SIGKILL' || name === 'SIGSTOP';
}

/** How long the server's core has had nothing to do. */
const idleMsOfServer = () => cpus()[serverCore]?.times.idle ?? NaN;

const counts = ({ audio, video }: SyntheticParticipant) => ({ audio: audio.packets, video: video.frames });

/** Breaks one process of the node and watches what the people of the meeting get. */
export async function runFault(
  node: NodeUnderTest,
  meeting: Meeting,
  name: string,
  signal: NodeJS.Signals,
): Promise<Fault> {
  await wait(steadyMs);
  const victim = (await node.usage()).processes.find((one) => one.name === name);
  if (!victim) throw new Error(`The node has no process ${name}.`);
  const before = new Set(meeting.people);
  process.kill(victim.pid, signal);
  const startedMs = performance.now();
  const load = process.cpuUsage();
  const idleMs = idleMsOfServer();
  const passedMs = () => Math.round(performance.now() - startedMs);
  const isReplaced = async () => {
    const now = (await node.usage()).processes.find((one) => one.name === name);
    return (now?.restarts ?? 0) > victim.restarts;
  };
  while (!(await isReplaced())) await wait(10);
  const noticedMs = passedMs();
  const again = await watchReturn(meeting, passedMs);
  const { user, system } = process.cpuUsage(load);
  const tookMs = again.allAgainMs;
  return {
    ...{ process: name, signal, noticedMs, ...again },
    returned: meeting.people.filter((one) => !before.has(one)).length,
    loadCores: round((user + system) / 1000 / tookMs),
    serverCores: round(1 - (idleMsOfServer() - idleMs) / tookMs),
  };
}

/** From the moment on at which a process was replaced: what comes from then on is media that is there again. */
async function watchReturn(meeting: Meeting, passedMs: () => number) {
  const since = new Map(meeting.people.map((one) => [one, counts(one)]));
  const hasMedia = (one: SyntheticParticipant) => {
    // Whoever connected again began at nothing.
    const from = since.get(one) ?? { audio: 0, video: 0 };
    const now = counts(one);
    return now.audio - from.audio >= packetsAgain && now.video - from.video >= packetsAgain;
  };
  let mostAgainMs = NaN;
  for (;;) {
    meeting.returnLost();
    const share = meeting.people.filter(hasMedia).length / meeting.people.length;
    if (share >= most && Number.isNaN(mostAgainMs)) mostAgainMs = passedMs();
    if (share === 1) return { mostAgainMs, allAgainMs: passedMs() };
    if (passedMs() > patienceMs) {
      const without = meeting.people.filter((one) => !hasMedia(one)).map(counts);
      throw new Error(`Without media: ${JSON.stringify(without)}.`);
    }
    await wait(10);
  }
}
