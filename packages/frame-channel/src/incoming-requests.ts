import { embedError, frameLimits, StatedError } from '@cloudmeet/contracts/frame';
import type { ReplyMessage, RequestMessage } from '@cloudmeet/contracts/frame';
import type { Handler } from './channel.ts';

/** Requests of the other side, answered by handlers of this one. */
export interface IncomingRequests {
  handle: (method: string, handler: Handler) => () => void;
  take: (request: RequestMessage) => Promise<void>;
}

export function createIncomingRequests(
  post: (message: ReplyMessage) => void,
  onFault: (fault: unknown) => void,
): IncomingRequests {
  /** A Map and not an object: `constructor` and `__proto__` are methods nobody has. */
  const handlers = new Map<string, Handler>();
  let lastId = 0;
  let inFlight = 0;

  async function answer({ method, params }: RequestMessage): Promise<unknown> {
    const handler = handlers.get(method);
    if (!handler) throw embedError('command-unknown');
    if (inFlight >= frameLimits.requestsInFlightMax) throw embedError('flooding');
    inFlight += 1;
    try {
      return await handler(params);
    } finally {
      inFlight -= 1;
    }
  }

  /** What a handler threw, as the other side may know it. */
  function stated(thrown: unknown): StatedError {
    const error: StatedError | undefined = thrown instanceof StatedError ? thrown : undefined;
    if (!error) onFault(thrown);
    return error ?? embedError('internal');
  }

  return {
    handle(method, handler) {
      if (handlers.has(method)) throw embedError('conflict', `${method} is handled already.`);
      handlers.set(method, handler);
      return () => {
        if (handlers.get(method) === handler) handlers.delete(method);
      };
    },
    async take(request) {
      const { id } = request;
      if (id <= lastId) return;
      lastId = id;
      try {
        post({ k: 'res', id, result: await answer(request) });
      } catch (thrown) {
        post({ k: 'res', id, error: stated(thrown).toWire() });
      }
    },
  };
}
