/** Limits of the frame channel; apart from the others because the SDK carries them. Times in milliseconds. */
export const frameLimits = {
  /** A little under ten seconds, so that the reason is out within them. */
  handshakeTimeoutMs: 9_500,
  helloRepeatMs: 250,
  /** After this a parent that has sent a port and still hears hello sends a new one. */
  connectRepeatMs: 1_000,
  /** Within this after `ready` a hello was under way before; later it means that the frame was loaded anew. */
  helloSettleMs: 500,
  requestTimeoutMs: 30_000,
  /** Requests of one side that may be unanswered at a time. */
  requestsInFlightMax: 256,
  methodNameLength: 60,
} as const;
