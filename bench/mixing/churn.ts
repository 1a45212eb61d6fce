import { recordTone, type RecordedPicture } from '@cloudmeet/testing/media';
import { round } from '../load/statistics.ts';
import { Meeting } from './meeting.ts';
import { startNode } from './node-process.ts';
import { slopeOf } from './slope.ts';

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const people = 20;
const joinsPerRound = 4;
const roundMs = 1000;
/** A node that was just started is still filling its heaps and caches. */
const warmUpShare = 0.4;
const kilobyte = 1024;
const minuteMs = 60_000;

/** People who come and go all the time in a meeting of twenty: how much memory each process keeps of each of them. */
export async function measureChurn(internalSecret: string, seconds: number, picture: RecordedPicture) {
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
  const samples: { joins: number; atMs: number; rss: Map<string, number> }[] = [];
  const startedMs = performance.now();
  while (performance.now() - startedMs < seconds * 1000) {
    const roundStartedMs = performance.now();
    for (let index = 0; index < joinsPerRound; index += 1) await meeting.leaveFirst();
    await Promise.all(Array.from({ length: joinsPerRound }, (_, index) => join(index)));
    meeting.control.heard.length = 0;
    const { atMs, processes } = await node.usage();
    samples.push({ joins, atMs, rss: new Map(processes.map(({ name, rssBytes }) => [name, rssBytes])) });
    await wait(roundMs - (performance.now() - roundStartedMs));
  }
  await meeting.close();
  await node.close();
  const settled = samples.slice(Math.floor(samples.length * warmUpShare));
  const names = [...(settled[0]?.rss.keys() ?? [])];
  const growth = (name: string, x: (sample: (typeof samples)[number]) => number) =>
    round(slopeOf(settled.map((one) => ({ x: x(one), y: (one.rss.get(name) ?? 0) / kilobyte }))), 2);
  return {
    joins,
    kilobytesPerJoin: Object.fromEntries(names.map((name) => [name, growth(name, (one) => one.joins)])),
    kilobytesPerMinute: Object.fromEntries(
      names.map((name) => [name, growth(name, (one) => one.atMs / minuteMs)]),
    ),
    rssMegabytesAtTheEnd: Object.fromEntries(
      names.map((name) => [name, Math.round((settled.at(-1)?.rss.get(name) ?? 0) / kilobyte ** 2)]),
    ),
  };
}
