import type { AudioCodec } from '@cloudmeet/contracts';
import { findBox, preSkipOf, readBoxes } from '@cloudmeet/media-core/mp4';

/** What a segment's beginning says of its tracks. Entries are whole boxes, to be taken over as they are. */
export interface InitContent {
  /** Null: sound alone. */
  picture: { entry: Buffer; width: number; height: number } | null;
  sound: SoundContent;
}

export interface SoundContent {
  codec: AudioCodec;
  entry: Buffer;
  /** Samples that a decoder gives before the first that was encoded. */
  preSkip: number;
}

/** Reads the beginning of a fragmented file of ours (ISO 14496-12 section 8.16.3). @throws Error where it is none */
export function readInit(data: Buffer): InitContent {
  const movie = findBox(data, ['moov']);
  const tracks = readBoxes(data, movie.start, movie.end).filter(({ name }) => name === 'trak');
  let picture: InitContent['picture'] = null;
  let sound: InitContent['sound'] | null = null;
  for (const { start, end } of tracks) {
    const table = findBox(data, ['mdia', 'minf', 'stbl', 'stsd'], start, end);
    const [entry] = readBoxes(data, table.start + 8, table.end);
    if (!entry) throw new Error('A track has no description.');
    const bytes = data.subarray(entry.start - 8, entry.end);
    if (entry.name === 'mp4a') sound = { codec: 'aac', entry: bytes, preSkip: 0 };
    if (entry.name === 'Opus') sound = { codec: 'opus', entry: bytes, preSkip: preSkipOf(bytes) };
    if (entry.name === 'avc1')
      picture = {
        ...{ entry: bytes, width: bytes.readUInt16BE(32) },
        height: bytes.readUInt16BE(34),
      };
  }
  if (!sound) throw new Error('The file has no sound.');
  return { picture, sound };
}
