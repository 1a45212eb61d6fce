import type { FrameEventName } from '@cloudmeet/contracts';
import type { CloudMeetFrame } from './cloudmeet-frame.ts';

type Handler = (event: never) => void;

export interface Emitter extends Pick<CloudMeetFrame, 'on' | 'once' | 'off'> {
  emit(name: string, payload: object): void;
  /** Forgets every handler, for good. */
  end(): void;
}

/** Handlers by event. One that throws is reported by the page and keeps no other from being called. */
export function createEmitter(): Emitter {
  const handlers = new Map<string, Set<Handler>>();
  let over = false;

  function off(name: string, handler: Handler) {
    for (const one of handlers.get(name) ?? [])
      if (one === handler || Reflect.get(one, 'of') === handler) handlers.get(name)?.delete(one);
  }
  function on(name: FrameEventName | '*', handler: Handler): () => void {
    if (!over) handlers.set(name, (handlers.get(name) ?? new Set()).add(handler));
    return () => off(name, handler);
  }
  function callAll(name: string, event: object) {
    for (const handler of [...(handlers.get(name) ?? [])]) {
      try {
        handler(event as never);
      } catch (thrown) {
        reportError(thrown);
      }
    }
  }

  return {
    on,
    off,
    once(name, handler) {
      const once = (event: never) => {
        off(name, once);
        handler(event);
      };
      return on(name, Object.assign(once, { of: handler }));
    },
    emit(name, payload) {
      const event = { ...payload, action: name };
      callAll(name, event);
      callAll('*', event);
    },
    end() {
      over = true;
      handlers.clear();
    },
  };
}
