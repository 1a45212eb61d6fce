import { embedError, frameLimits, StatedError } from '@cloudmeet/contracts/frame';
import type { ReplyMessage, RequestMessage } from '@cloudmeet/contracts/frame';

interface Waiting {
  resolve: (result: unknown) => void;
  reject: (error: Error) => void;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/** Requests of this side that wait for their reply. */
export interface OutgoingRequests {
  send(method: string, params: unknown, timeoutMs?: number): Promise<unknown>;
  /** A reply came. Those that nobody waits for are ignored. */
  settle(reply: ReplyMessage): void;
  /** All that wait reject with it, and so do later ones. */
  fail(error: Error): void;
}

export function createOutgoingRequests(post: (message: RequestMessage) => void): OutgoingRequests {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let over: Error | undefined;

  function take(id: number): Waiting | undefined {
    const one = waiting.get(id);
    waiting.delete(id);
    clearTimeout(one?.timer);
    return one;
  }

  return {
    send(method, params, timeoutMs = frameLimits.requestTimeoutMs) {
      return new Promise((resolve, reject) => {
        if (over) return reject(over);
        const id = ++lastId;
        try {
          post({ k: 'req', id, method, params });
        } catch (cause) {
          return reject(embedError('invalid-argument', `${method}: cannot be sent to the frame.`, cause));
        }
        const giveUp = () => take(id)?.reject(embedError('timeout', `${method}: no answer came in time.`));
        waiting.set(id, {
          resolve,
          reject,
          timer: timeoutMs === Infinity ? undefined : setTimeout(giveUp, timeoutMs),
        });
      });
    },
    settle({ id, result, error }) {
      const one = take(id);
      if (error) one?.reject(new StatedError(error));
      else one?.resolve(result);
    },
    fail(error) {
      over = error;
      for (const id of [...waiting.keys()]) take(id)?.reject(error);
    },
  };
}
