import type { RecordedPicture } from '@cloudmeet/testing/media';
import { percentile, round } from '../load/statistics.ts';
import { figureOf } from './measure.ts';
import { Meeting } from './meeting.ts';
import { startNode } from './node-process.ts';

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const roomsMax = 8;
/** So long each load stays before there is more of it. */
const stepSeconds = 10;
/** After the last load is gone everything has to be back within this. */
const backSeconds = 180;
const levelEnough = 6;

interface Second {
  second: number;
  rooms: number;
  level: number;
  /** Share of its time in which the video process had something to do. */
  occupied: number;
  framesPerSecond: number;
  tickLateP99Ms: number;
}

/**
 * One meeting of ten people that is watched, and beside it rooms with more and more cameras until the node leaves out
 * tiles, and then fewer and fewer of them: what is left out when, whether it comes back, and how the sound does.
 */
export async function measureOverload(internalSecret: string, picture: RecordedPicture) {
  const node = await startNode({ internalSecret, tilesMax: 26 }, true);
  const plan = { people: 10, cameras: 10, unmuted: 2, picture };
  const watched = await Meeting.open(node.controlUrl);
  await watched.fill(plan);
  const others: Meeting[] = [];
  const seconds: Second[] = [];
  const lost = () => watched.people.reduce((all, { audio }) => all + audio.lost + audio.missing.size, 0);
  const watch = async (count: number, isEnough: () => boolean = () => false) => {
    for (let second = 0; second < count && !isEnough(); second += 1) {
      const before = watched.people.map(({ video }) => video.frames);
      await wait(1000);
      const usage = await node.usage();
      const frames = watched.people.map(({ video }, index) => video.frames - (before[index] ?? 0));
      seconds.push({
        second: seconds.length,
        rooms: 1 + others.length,
        level: figureOf(usage, 'video', 'video_shedding_level'),
        occupied: round(figureOf(usage, 'video', 'video_occupied_ratio')),
        framesPerSecond: percentile(frames, 0.5),
        tickLateP99Ms: figureOf(usage, 'audio', 'audio_tick_late_p99_ms'),
      });
    }
  };
  const level = () => seconds.at(-1)?.level ?? 0;
  await watch(stepSeconds);
  const lostBefore = lost();
  while (others.length < roomsMax - 1 && level() < levelEnough) {
    const other = await Meeting.open(node.controlUrl);
    others.push(other);
    await other.fill({ ...plan, unmuted: 0 });
    await watch(stepSeconds);
  }
  const most = Math.max(...seconds.map((one) => one.level));
  const addedSeconds = seconds.length;
  for (const other of others.splice(0)) await other.close();
  await watch(backSeconds, () => level() === 0);
  const audioLost = lost() - lostBefore;
  await watched.close();
  await node.close();
  return {
    levelMost: most,
    /** Returns of something while load was still added: a picture that swings. */
    flaps: seconds.slice(0, addedSeconds).filter(({ level: at }, n) => at < (seconds[n - 1]?.level ?? 0))
      .length,
    backAfterSeconds: level() === 0 ? seconds.length - addedSeconds : null,
    audioLost,
    audioTickLateP99MsMax: round(Math.max(...seconds.map(({ tickLateP99Ms }) => tickLateP99Ms))),
    steps: seconds.filter(({ level: at }, n) => at !== seconds[n - 1]?.level),
  };
}
