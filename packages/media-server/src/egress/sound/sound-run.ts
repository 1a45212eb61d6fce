import type { TrackRun } from '../mp4/media-segment.ts';
import type { SoundLine } from './sound-line.ts';

/** What of a line begins before `end`, as it stands in a file. */
export function takeRun(line: SoundLine, end: number): TrackRun {
  const frames = line.takeBefore(end);
  return {
    start: frames[0]?.start ?? end,
    samples: frames.map(({ data, samples: duration }) => ({ data, duration, keyframe: true })),
    rolls: line.init.codec === 'opus',
  };
}
