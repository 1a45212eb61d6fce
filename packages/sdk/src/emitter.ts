import { createEventListeners } from '@cloudmeet/frame-channel';
import type { Listener } from '@cloudmeet/frame-channel';
import type { CloudMeetFrame } from './cloudmeet-frame.ts';

/** The page's handlers. */
export type Emitter = Pick<CloudMeetFrame, 'on' | 'once' | 'off'> & {
  emit: (name: string, payload: object) => void;
  /** Forgets every handler, for good. */
  end: () => void;
};

export function createEmitter(): Emitter {
  const listeners = createEventListeners();
  /** How to stop a handler that is to be called once. */
  const onces = new WeakMap<object, () => void>();
  let isOver = false;

  // Only events of a name reach its handlers: their type says so, a map by name cannot.
  const on = (name: string, handler: object) =>
    isOver ? () => undefined : listeners.on(name, handler as Listener);
  return {
    on,
    once(name, handler) {
      const stop = on(name, (event: never) => {
        stop();
        handler(event);
      });
      onces.set(handler, stop);
      return stop;
    },
    off(name, handler: object) {
      listeners.off(name, handler as Listener);
      onces.get(handler)?.();
    },
    emit: (name, payload) => listeners.tell(name, { ...payload, action: name }),
    end() {
      isOver = true;
      listeners.clear();
    },
  };
}
