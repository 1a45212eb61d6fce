/** What the process for outputs and the child process of one RTMP target tell each other over the child's IPC channel. */

export interface RtmpBeginning {
  /** With the secret key in it. */
  url: string;
  width: number;
  height: number;
  /** H264's parameter sets, without start codes. */
  sequenceParameters: Buffer;
  pictureParameters: Buffer;
  /** AudioSpecificConfig of the AAC stream. */
  soundConfig: Buffer;
}

export interface RtmpSample {
  track: 'video' | 'audio';
  /** Milliseconds since the beginning of the output. */
  atMs: number;
  keyframe: boolean;
  /** H264 units with their length before them, or one AAC frame. */
  data: Buffer;
}

export type ToRtmp =
  | ({ t: 'begin' } & RtmpBeginning)
  /** In the order of their times; the first picture is a keyframe. */
  | { t: 'media'; samples: readonly RtmpSample[] }
  /** Says goodbye to the server, then ends. */
  | { t: 'end' };

export type FromRtmp =
  | { t: 'live' }
  /** So many samples were written to the connection since the beginning. */
  | { t: 'written'; samples: number }
  /** It is over; `reason` in our words, never with the address. */
  | { t: 'failed'; reason: string };
