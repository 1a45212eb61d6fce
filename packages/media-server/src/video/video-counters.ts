/** What the video process has done since it began. */
export interface VideoCounters {
  framesDecoded: number;
  decodeErrors: number;
  losses: number;
  tilesPainted: number;
  framesEncoded: number;
  keyframesEncoded: number;
  datagramsSent: number;
  bytesSent: number;
  /** Pictures that were due and not drawn because the process was late. */
  ticksMissed: number;
  ticksDrawn: number;
  strayDatagrams: number;
}

export function createVideoCounters(): VideoCounters {
  return {
    framesDecoded: 0,
    decodeErrors: 0,
    losses: 0,
    tilesPainted: 0,
    framesEncoded: 0,
    keyframesEncoded: 0,
    datagramsSent: 0,
    bytesSent: 0,
    ticksMissed: 0,
    ticksDrawn: 0,
    strayDatagrams: 0,
  };
}
