import { soundTrack, videoTrack } from '@cloudmeet/media-core/mp4';
import type { CutPart } from '../live/part-cutter.ts';
import type { TrackRun } from '../mp4/media-segment.ts';
import type { RtmpSample } from './rtmp-messages.ts';

/** Pictures and sound of a part in the order of their times, as RTMP wants them. */
export function partSamples({ video, sound }: CutPart): RtmpSample[] {
  const samples = [
    ...samplesOf('video', video, videoTrack.timescale / 1000),
    ...samplesOf('audio', sound, soundTrack.timescale / 1000),
  ];
  return samples.toSorted((one, other) => one.atMs - other.atMs);
}

function samplesOf(track: RtmpSample['track'], run: TrackRun, ticksPerMs: number): RtmpSample[] {
  let ticks = run.start;
  return run.samples.map(({ data, keyframe, duration }) => {
    const atMs = ticks / ticksPerMs;
    ticks += duration;
    return { track, atMs, keyframe, data };
  });
}
