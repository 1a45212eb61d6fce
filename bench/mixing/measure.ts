import type { ReceivedStream, SyntheticParticipant } from '@cloudmeet/testing/media';
import { percentile, round } from '../load/statistics.ts';
import { coresBetween, sum, type NodeUnderTest, type NodeUsage } from './node-process.ts';

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
/** Packets that were asked for again may still come. */
const repairMs = 1200;
const frameSeconds = 0.02;

/** What people of a meeting experienced in a window, and what it cost. */
export interface Measured {
  /** Of all processes of the node. */
  serverCores: number;
  cores: Record<string, number>;
  /** Of the process that plays the people: above 0.9 it is the load that is too slow. */
  loadCores: number;
  /** Pictures whose last packet came at once; those that were repaired are not counted here, so with loss it is less. */
  framesPerSecondMedian: number;
  framesPerSecondMin: number;
  /** Pictures that the node encoded a second, and those that it left out because it was late. */
  picturesMadePerSecond: number;
  picturesMissed: number;
  /** The longest time between two packets of the picture that anybody saw: a freeze. */
  longestPictureGapMs: number;
  /** Packets that never came, repetition included. */
  videoLost: number;
  audioLost: number;
  repeated: number;
  doubled: number;
  packetsPerSecond: number;
  downBitsPerSecondMedian: number;
  audioTickLateP99Ms: number;
  audioPacketsPerSecondMin: number;
  /** Of what the mixer played, how much it had to make up, 0 to 1, over all voices. */
  audioConcealedShare: number;
  sheddingLevel: number;
}

interface Counted {
  frames: number;
  packets: number;
  bytes: number;
  repeats: number;
  doubled: number;
  missed: number;
  audioPackets: number;
}

const missed = (stream: ReceivedStream) => stream.lost + stream.missing.size;

function count({ audio, video }: SyntheticParticipant): Counted {
  return {
    frames: video.frames,
    packets: audio.packets + video.packets,
    bytes: audio.bytes + video.bytes,
    repeats: video.repeats,
    doubled: audio.doubled + video.doubled,
    missed: missed(audio),
    audioPackets: audio.packets,
  };
}

export const figureOf = ({ processes }: NodeUsage, process: string, figure: string) =>
  processes.find(({ name }) => name === process)?.figures[figure] ?? NaN;

/** By how much something that a process counts has grown. */
function growth(process: string, before: NodeUsage, after: NodeUsage) {
  return (figure: string) => figureOf(after, process, figure) - figureOf(before, process, figure);
}

function concealedShare(before: NodeUsage, after: NodeUsage): number {
  const grown = growth('audio', before, after);
  const concealed = grown('audio_concealed_seconds_total');
  return concealed / (concealed + grown('audio_frames_decoded_total') * frameSeconds);
}

/** Watches a running meeting for a while. `eachSecond` is called meanwhile. */
export async function measure(
  node: NodeUnderTest,
  people: readonly SyntheticParticipant[],
  seconds: number,
  eachSecond: () => void = () => undefined,
): Promise<Measured> {
  const lostBefore = people.map(({ video }) => video.lost);
  for (const { video } of people) video.longestGapMs = 0;
  const before = { node: await node.usage(), load: process.cpuUsage(), people: people.map(count) };
  for (let second = 0; second < seconds; second += 1) {
    eachSecond();
    await wait(before.node.atMs + (second + 1) * 1000 - performance.now());
  }
  const after = { node: await node.usage(), load: process.cpuUsage(before.load), people: people.map(count) };
  await wait(repairMs);
  const tookSeconds = (after.node.atMs - before.node.atMs) / 1000;
  const grown = (of: (counted: Counted) => number) =>
    after.people.map((one, index) => of(one) - of(before.people[index] ?? one));
  const total = (of: (counted: Counted) => number) => grown(of).reduce((all, one) => all + one, 0);
  const framesPerSecond = grown(({ frames }) => frames / tookSeconds);
  const cores = coresBetween(before.node, after.node);
  const video = growth('video', before.node, after.node);
  return {
    serverCores: round(sum(cores), 3),
    cores: Object.fromEntries(Object.entries(cores).map(([name, share]) => [name, round(share, 3)])),
    loadCores: round((after.load.user + after.load.system) / 1e6 / tookSeconds, 3),
    framesPerSecondMedian: round(percentile(framesPerSecond, 0.5)),
    framesPerSecondMin: round(Math.min(...framesPerSecond)),
    picturesMadePerSecond: round(video('video_frames_encoded_total') / tookSeconds),
    picturesMissed: video('video_pictures_missed_total'),
    longestPictureGapMs: Math.round(Math.max(...people.map(({ video }) => video.longestGapMs))),
    videoLost: people.reduce((all, { video }, index) => all + video.lost - (lostBefore[index] ?? 0), 0),
    audioLost: total((one) => one.missed),
    repeated: total(({ repeats }) => repeats),
    doubled: total(({ doubled }) => doubled),
    packetsPerSecond: Math.round(total(({ packets }) => packets) / tookSeconds),
    downBitsPerSecondMedian: Math.round(
      percentile(
        grown(({ bytes }) => (bytes * 8) / tookSeconds),
        0.5,
      ),
    ),
    audioTickLateP99Ms: figureOf(after.node, 'audio', 'audio_tick_late_p99_ms'),
    audioPacketsPerSecondMin: round(Math.min(...grown(({ audioPackets }) => audioPackets / tookSeconds))),
    audioConcealedShare: round(concealedShare(before.node, after.node), 4),
    sheddingLevel: figureOf(after.node, 'video', 'video_shedding_level'),
  };
}
