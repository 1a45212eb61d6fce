import type { AudioCodec } from '@cloudmeet/contracts';

/** The same frame of silence so many times. */
export interface SilentRun {
  data: Buffer;
  /** Length of the frame, at 48 kHz. */
  samples: number;
  count: number;
}

/**
 * What a frame is that has nothing in it, in mono, the longest first. AAC-LC (ISO 14496-3): a channel without spectrum.
 * Opus: CELT's flag of silence in fullband packets of 20, 10, 5 and 2.5 ms (RFC 6716 section 4.3).
 */
const silentFrames: Record<AudioCodec, readonly { data: Buffer; samples: number }[]> = {
  aac: [{ data: Buffer.from('01182007', 'hex'), samples: 1024 }],
  opus: [
    { data: Buffer.from('f8fffe', 'hex'), samples: 960 },
    { data: Buffer.from('f0fffe', 'hex'), samples: 480 },
    { data: Buffer.from('e8fffe', 'hex'), samples: 240 },
    { data: Buffer.from('e0fffe', 'hex'), samples: 120 },
  ],
};

/** Whole frames of silence, together as near to `samples` as frames are: within half of the shortest. */
export function silenceOf(codec: AudioCodec, samples: number): SilentRun[] {
  const frames = silentFrames[codec];
  const shortest = frames.at(-1)?.samples ?? 1;
  let left = Math.round(samples / shortest) * shortest;
  return frames.flatMap((frame) => {
    const count = Math.floor(left / frame.samples);
    left -= Math.max(0, count) * frame.samples;
    return count > 0 ? [{ ...frame, count }] : [];
  });
}
