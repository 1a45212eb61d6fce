/** Why a channel is over. */
export type CloseReason =
  /** `close()` was called here. */
  | 'closed'
  /** The other side closed it. */
  | 'peer-closed'
  /** The other side is gone: its page was left, its frame removed. */
  | 'peer-gone'
  /** The frame was loaded anew and asks for a new channel. */
  | 'frame-reloaded';

/** Answers one method. What it throws crosses as an error: a CloudMeetError as it is, the rest as `internal`. */
export type Handler = (params: unknown) => unknown;

/** Gets an event's payload and, for those who listen to `'*'`, its name. */
export type Listener = (payload: unknown, event: string) => void;

export interface RequestOptions {
  /** Default 30 s. `Infinity` where a person decides when it is answered. */
  timeoutMs?: number | undefined;
}

export interface ChannelOptions {
  /** Gets what a handler or listener of this side threw unasked. Default: the page's own error report. */
  onFault?: ((fault: unknown) => void) | undefined;
}

/** A private line between a page and the room in its frame, see docs/protocols/frame.md. */
export interface Channel {
  /** Version that both sides speak on it. */
  readonly version: number;
  /** Settles once, when the channel is over; never rejects. */
  readonly closed: Promise<CloseReason>;
  /**
   * Asks the other side. Rejects with the error of its handler, or with `command-unknown`, `flooding`, `timeout`,
   * `invalid-argument` (params that cannot be copied), `destroyed` (closed here), `unavailable` (closed there).
   */
  request(method: string, params?: unknown, options?: RequestOptions): Promise<unknown>;
  /** Answers a method; one handler each. Returns a disposer. */
  handle(method: string, handler: Handler): () => void;
  /** Tells the other side. Nothing happens after the channel is closed. */
  emit(event: string, payload: unknown): void;
  /** Hears events, `'*'` all of them. Returns a disposer. */
  on(event: string, listener: Listener): () => void;
  /** Idempotent. Unanswered requests reject, the other side is told, no port, timer or listener stays. */
  close(): void;
}
