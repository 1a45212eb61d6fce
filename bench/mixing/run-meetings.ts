import { setPriority } from 'node:os';
import type { LayoutMap } from '@cloudmeet/contracts';
import type { RecordedPicture } from '@cloudmeet/testing/media';
import { round } from '../load/statistics.ts';
import { createCameraLoop, framesPerSecond } from '../mixing-video/camera-loop.ts';
import { Meeting, type MeetingPlan } from './meeting.ts';
import { figureOf, measure, type Measured } from './measure.ts';
import { startNode, type NodeUnderTest } from './node-process.ts';
import { slopeOf } from './slope.ts';

export interface MeetingSettings {
  internalSecret: string;
  people: number;
  seconds: number;
}

const warmUpMs = 5000;
/** A hundred people who come in four seconds are more than a core can do; what was left out then comes back by itself. */
const settleSecondsMax = 45;
const rtpHeaderBytes = 12;
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export function recordCamera(width: number, height: number): RecordedPicture {
  const { frames } = createCameraLoop(width, height, 1);
  const pictures = frames.map((packets) => packets.map((packet) => packet.subarray(rtpHeaderBytes)));
  return { codec: 'H264', framesPerSecond, pictures };
}

/** How the ordinary meeting and the worst case differ beside who sends what. */
interface Variant {
  /** One place more than pictures: the last place of a full grid says how many are not seen. */
  tilesMax: number;
  /** Somebody loses the picture each second. */
  keyframes: boolean;
  /** Whether the node has a core of its own; a node that may need more than one gets both, beside the load. */
  pinned: boolean;
}

/** Where the node may use the load's core, the load takes what it leaves: clients are elsewhere in a real meeting. */
const yieldingNiceness = 10;

/** Gives the core back as far as this system allows; without the right to it the load stays behind the node. */
function yieldCore(yields: boolean): void {
  try {
    setPriority(yields ? yieldingNiceness : 0);
  } catch (error) {
    // Whoever may not take it back goes on as it is.
    if (yields) throw error;
  }
}

async function withMeeting<T>(
  { internalSecret }: MeetingSettings,
  { tilesMax, pinned }: Variant,
  run: (meeting: Meeting, node: Awaited<ReturnType<typeof startNode>>) => Promise<T>,
): Promise<T> {
  const node = await startNode({ internalSecret, tilesMax }, pinned);
  const meeting = await Meeting.open(node.controlUrl);
  yieldCore(!pinned);
  try {
    return await run(meeting, node);
  } finally {
    yieldCore(false);
    await meeting.close();
    await node.close();
  }
}

/** Waits until nothing is left out any more, as long as that may take. */
export async function settled(node: NodeUnderTest): Promise<void> {
  await wait(warmUpMs);
  for (let second = 0; second < settleSecondsMax; second += 1) {
    if (figureOf(await node.usage(), 'video', 'video_shedding_level') === 0) return;
    await wait(1000);
  }
}

export interface MeetingResult extends Measured {
  /** Tiles with a moving picture. */
  tiles: number;
}

export const ordinary: Variant = { tilesMax: 17, keyframes: false, pinned: true };
export const worst: Variant = { tilesMax: 26, keyframes: true, pinned: false };

/** One meeting on a node of its own; also gives the layout it had. */
export function runMeeting(
  settings: MeetingSettings,
  plan: MeetingPlan,
  variant: Variant,
): Promise<{ result: MeetingResult; layout: LayoutMap | undefined }> {
  return withMeeting(settings, variant, async (meeting, node) => {
    await meeting.fill(plan);
    await settled(node);
    const measured = await measure(node, meeting.people, settings.seconds, () => {
      if (variant.keyframes) meeting.people.at(-1)?.loseThePicture();
    });
    const tiles = meeting.layout?.tiles.filter(({ hasVideo }) => hasVideo).length ?? 0;
    return { result: { tiles, ...measured }, layout: meeting.layout };
  });
}

/** What each more person costs, in one meeting that grows. */
export function runSlope(settings: MeetingSettings, plan: MeetingPlan) {
  return withMeeting(settings, ordinary, async (meeting, node) => {
    const points: { people: number; serverCores: number; cpuSecondsPerPersonMinute: number }[] = [];
    for (const people of [10, 30, settings.people]) {
      await meeting.fill({ ...plan, people });
      await settled(node);
      const { serverCores } = await measure(node, meeting.people, settings.seconds);
      const cpuSecondsPerPersonMinute = round((serverCores * 60) / people, 3);
      points.push({ people, serverCores, cpuSecondsPerPersonMinute });
    }
    const slope = slopeOf(points.map(({ people, serverCores }) => ({ x: people, y: serverCores })));
    return { points, coresPerPersonMore: round(slope, 5) };
  });
}
