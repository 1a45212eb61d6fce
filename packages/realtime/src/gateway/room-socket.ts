import { WebSocket } from 'ws';

/** Close codes by which `ws` ends a connection whose frames break a rule (RFC 6455 section 7.4.1). */
export const brokenFrameCodes: ReadonlySet<number> = new Set([1002, 1007, 1008, 1009]);

/**
 * A WebSocket that says why before `ws` closes it for a broken, too large or non-UTF-8 frame: otherwise the client
 * would learn nothing but a number.
 */
export class RoomSocket extends WebSocket {
  /** Called once, before a close for a broken frame, while it can still be answered. */
  beforeBrokenClose: ((code: number) => void) | undefined;

  override close(code?: number, data?: string | Buffer): void {
    const say = this.beforeBrokenClose;
    this.beforeBrokenClose = undefined;
    if (say && code !== undefined && brokenFrameCodes.has(code) && this.readyState === WebSocket.OPEN)
      say(code);
    super.close(code, data);
  }
}
