/** One coded picture, as a decoder takes it: H264 in Annex B form, VP8 as one frame. */
export interface EncodedFrame {
  data: Buffer;
  /** Decoding can begin here. */
  keyframe: boolean;
}

/**
 * Puts the RTP payloads of one coded picture together, in order and without gaps. `take` gives the picture and begins
 * the next one; null where the payloads did not make a whole one.
 */
export interface Depacketiser {
  push(payload: Buffer): void;
  take(): EncodedFrame | null;
  /** Forgets what was pushed since the last picture. */
  drop(): void;
}

/** A picture beyond this size is nobody's camera. */
export const encodedFrameBytesMax = 4 * 1024 * 1024;
