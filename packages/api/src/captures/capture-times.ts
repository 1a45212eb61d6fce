/** How patient the machine of captures is, in milliseconds. */
export const captureTimes = {
  /** A recorder not heard of for this long is lost. */
  recorderSilentMs: 10_000,
  /** A job that was taken up and is not reported by then is handed out again. */
  claimMs: 15_000,
  /** A recorder that accepted a part says by then that it began. */
  startPatienceMs: 20_000,
  /** Between two looks for a free seat. */
  seatRetryMs: 1000,
  /** Seats are reported this often, so a busy one is known to be busy by then. */
  busyRetryMs: 2500,
  /** After the first failed try, doubled with each further one. */
  retryMs: 1000,
  /** A recorder that was told to stop has closed and uploaded by then. */
  stopPatienceMs: 60_000,
  /** Between two calls of `stopService`. */
  stopRetryMs: 15_000,
  /** What a lost recorder still has may come within this time before the file is joined without it. */
  recoverMs: 60_000,
  /** What comes late is followed by more. */
  lateMs: 5000,
  /** After the first failed joining, doubled with each further one. */
  finalizeRetryMs: 5000,
} as const;

/** Tries of one step in a row before it is given up. */
export const startTriesMax = 5;
export const finalizeTriesMax = 5;
/** A capture that moves from seat to seat this often is not to be had. */
export const partsMax = 100;

/** Joining and reading back takes as long as the segments are large. */
export function finalizeLeaseMs(bytes: number): number {
  const atBytesPerSecond = 5_000_000;
  return Math.min(15 * 60_000, 60_000 + (bytes / atBytesPerSecond) * 1000);
}

export function after(now: Date, ms: number): Date {
  return new Date(now.getTime() + ms);
}

/** Doubles with each try. */
export function backoff(now: Date, firstMs: number, tries: number): Date {
  return after(now, firstMs * 2 ** Math.max(0, tries - 1));
}

/** A recorder with less room than this on its disk gets nothing new. */
export const diskFreeBytesMin = 1_000_000_000;
