import { recordTone, type RecordedPicture } from '@cloudmeet/testing/media';
import { round } from '../load/statistics.ts';
import { Meeting } from './meeting.ts';
import { startNode, type ProcessUsage } from './node-process.ts';
import { slopeOf } from './slope.ts';

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const people = 20;
const roundMs = 1000;
/** A node that was just started is still filling its heaps and caches. */
const warmUpShare = 0.4;
/** Lows of memory are looked for in so many parts of the time. */
const floorParts = 10;
const kilobyte = 1024;
const megabyte = 1024 ** 2;
const minuteMs = 60_000;

export interface ChurnPlan {
  seconds: number;
  /** So many leave each second, and so many others come. */
  joinsPerSecond: number;
}

interface Sample {
  joins: number;
  atMs: number;
  processes: readonly ProcessUsage[];
}

/** Bytes by what they are of: everything, objects of V8, and what V8 knows to be outside of its heap. */
const memoryOf = {
  rss: ({ rssBytes }: ProcessUsage) => rssBytes,
  heap: ({ name, figures }: ProcessUsage) => figures[`${kindOf(name)}_heap_used_bytes`] ?? NaN,
  external: ({ name, figures }: ProcessUsage) => figures[`${kindOf(name)}_external_bytes`] ?? NaN,
};

/** `edge-1` measures itself as `edge`. */
const kindOf = (name: string) => name.replace(/-\d+$/, '');

const megabytes = (of: (usage: ProcessUsage) => number, processes: readonly ProcessUsage[]) =>
  Object.fromEntries(processes.map((one) => [one.name, round(of(one) / megabyte, 1)]));

interface Point {
  x: number;
  y: number;
}

/** The lowest of each part: what garbage collection leaves, not what waits for it. */
function floors(points: readonly Point[]): readonly Point[] {
  const size = Math.max(1, Math.ceil(points.length / floorParts));
  const parts = Array.from({ length: Math.ceil(points.length / size) }, (_, at) =>
    points.slice(at * size, (at + 1) * size),
  );
  return parts.map((part) => part.reduce((lowest, point) => (point.y < lowest.y ? point : lowest)));
}

/** By how much something of each process grows with `x`, in kB. */
function growth(
  samples: readonly Sample[],
  of: (usage: ProcessUsage) => number,
  x: (sample: Sample) => number,
  pick: (points: readonly Point[]) => readonly Point[] = (points) => points,
): Record<string, number> {
  const names = samples[0]?.processes.map(({ name }) => name) ?? [];
  const points = (name: string) =>
    samples.flatMap((sample) => {
      const y = sample.processes.filter((one) => one.name === name).map((one) => of(one) / kilobyte);
      return y.filter(Number.isFinite).map((kilobytes) => ({ x: x(sample), y: kilobytes }));
    });
  return Object.fromEntries(names.map((name) => [name, round(slopeOf(pick(points(name))), 2)]));
}

function figuresOf(samples: readonly Sample[]) {
  const settled = samples.slice(Math.floor(samples.length * warmUpShare));
  const half = settled.slice(Math.floor(settled.length / 2));
  const joins = (sample: Sample) => sample.joins;
  const minutes = ({ atMs }: Sample) => atMs / minuteMs;
  return {
    joins: samples.at(-1)?.joins ?? 0,
    rssKilobytesPerJoin: growth(settled, memoryOf.rss, joins),
    rssKilobytesPerMinute: growth(settled, memoryOf.rss, minutes),
    rssKilobytesPerJoinInTheSecondHalf: growth(half, memoryOf.rss, joins),
    heapKilobytesPerJoin: growth(settled, memoryOf.heap, joins),
    liveHeapKilobytesPerJoin: growth(settled, memoryOf.heap, joins, floors),
    rssMegabytesAtTheEnd: megabytes(memoryOf.rss, samples.at(-1)?.processes ?? []),
  };
}

/** People who come and go all the time in a meeting of twenty: how much memory each process keeps of each of them. */
export async function measureChurn(
  internalSecret: string,
  { seconds, joinsPerSecond: joinsPerRound }: ChurnPlan,
  picture: RecordedPicture,
) {
  const node = await startNode({ internalSecret }, true);
  const meeting = await Meeting.open(node.controlUrl);
  const tone = recordTone(440, 4000);
  let joins = 0;
  const join = (index: number) => {
    joins += 1;
    return meeting.join(joins, {
      ...(index % 2 === 0 && { sound: tone }),
      ...(index % 4 === 0 && { picture }),
    });
  };
  for (let index = 0; index < people; index += 1) await join(index);
  const samples: Sample[] = [];
  const startedMs = performance.now();
  let toldMs = startedMs;
  while (performance.now() - startedMs < seconds * 1000) {
    const roundStartedMs = performance.now();
    for (let index = 0; index < joinsPerRound; index += 1) await meeting.leaveFirst();
    await Promise.all(Array.from({ length: joinsPerRound }, (_, index) => join(index)));
    meeting.control.heard.length = 0;
    const { atMs, processes } = await node.usage();
    samples.push({ joins, atMs, processes });
    if (performance.now() - toldMs >= minuteMs) {
      toldMs += minuteMs;
      const told = Object.entries(memoryOf).map(([kind, of]) => [kind, megabytes(of, processes)]);
      console.log(`${String(joins)} joins, MB:`, JSON.stringify(Object.fromEntries(told)));
    }
    await wait(roundMs - (performance.now() - roundStartedMs));
  }
  await meeting.close();
  await node.close();
  return figuresOf(samples);
}
