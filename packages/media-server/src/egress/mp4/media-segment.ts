import {
  allU32,
  box,
  fullBox,
  opusRollOf,
  soundTrack,
  u32,
  u64,
  videoTrack,
} from '@cloudmeet/media-core/mp4';

/** One picture or one frame of sound in a file. */
export interface Sample {
  data: Buffer;
  /** In the track's timescale. */
  duration: number;
  keyframe: boolean;
}

export interface TrackRun {
  /** Time of the first sample since the beginning of the file, in the track's timescale. */
  start: number;
  samples: readonly Sample[];
  /** It is of Opus, whose decoder has to begin a little before what is wanted. */
  rolls?: boolean;
}

const dataHeaderBytes = 8;
const startsAtMovieFragment = 0x02_0000;
const withOffsetDurationSizeFlags = 0x0701;
const independent = 0x0200_0000;
const dependent = 0x0101_0000;

/** One segment (ISO 14496-12 §8.8): what was to be seen and heard, playable behind the beginning of the file. */
export function mediaSegment(number: number, video: TrackRun | null, sound: TrackRun): Buffer {
  const pictures = video?.samples ?? [];
  const videoBytes = pictures.reduce((sum, { data }) => sum + data.length, 0);
  const withOffsets = (first: number) =>
    box(
      'moof',
      fullBox('mfhd', 0, 0, u32(number)),
      ...(video ? [fragment(videoTrack.id, video, first)] : []),
      fragment(soundTrack.id, sound, first + videoBytes),
    );
  const dataStart = withOffsets(0).length + dataHeaderBytes;
  const data = [...pictures, ...sound.samples].map((sample) => sample.data);
  const bytes = data.reduce((sum, { length }) => sum + length, dataHeaderBytes);
  // As a box, but copied once: it is nearly all of the segment.
  return Buffer.concat([withOffsets(dataStart), u32(bytes), Buffer.from('mdat'), ...data]);
}

function fragment(id: number, { start, samples, rolls = false }: TrackRun, offset: number): Buffer {
  const rows = allU32(
    samples.flatMap(({ data, duration, keyframe }) => [
      ...[duration, data.length],
      keyframe ? independent : dependent,
    ]),
  );
  return box(
    'traf',
    fullBox('tfhd', 0, startsAtMovieFragment, u32(id)),
    fullBox('tfdt', 1, 0, u64(start)),
    fullBox('trun', 0, withOffsetDurationSizeFlags, u32(samples.length, offset), rows),
    ...(rolls ? [opusRollOf(samples.length)] : []),
  );
}
