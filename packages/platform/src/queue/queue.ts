/** A message on its way. `attributes` are short texts beside the body, such as `traceparent`; at most ten. */
export interface OutgoingMessage {
  body: string;
  attributes?: Record<string, string>;
  /** Not received before. Default 0, at most 15 minutes. */
  delayMs?: number;
}

/** A message in the hands of one receiver until its time is over; then it comes again, to whoever asks. */
export interface ReceivedMessage {
  id: string;
  /** Of this receipt: what is deleted or postponed by it. */
  receipt: string;
  body: string;
  attributes: Record<string, string>;
  /** This receipt included. */
  receives: number;
  sentAt: Date;
}

export interface ReceiveOptions {
  /** 1 to 10. Default 10. */
  max?: number;
  /** How long nobody else gets the message. */
  visibilityMs: number;
  /** Waits this long for a first message. Default 0. */
  waitMs?: number;
  /** Ends the wait; nothing is received then. */
  signal?: AbortSignal;
}

/**
 * Messages in no certain order, each at least once. What is received more often than the queue allows goes to its dead
 * letters. @throws CloudMeetError `unavailable` when the queue cannot be reached
 */
export interface Queue {
  /** All of them or an error; after an error some may have been sent. */
  send(messages: readonly OutgoingMessage[]): Promise<void>;
  receive(options: ReceiveOptions): Promise<ReceivedMessage[]>;
  /** Done with: they do not come again. Old receipts are ignored. */
  delete(receipts: readonly string[]): Promise<void>;
  /** Comes again after this long from now, 0: at once. */
  postpone(receipt: string, visibilityMs: number): Promise<void>;
  /** Ends what waits. Idempotent. */
  close(): Promise<void>;
}

/** What a queue takes at once and hands out at once. */
export const queueLimits = {
  batch: 10,
  bodyBytes: 256 * 1024,
  delayMs: 15 * 60_000,
  attributes: 10,
} as const;
