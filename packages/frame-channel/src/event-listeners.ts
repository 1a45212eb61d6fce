import type { Listener } from './channel.ts';

export interface EventListeners {
  /** `'*'` hears every event. Returns a disposer. */
  on: (event: string, listener: Listener) => () => void;
  off: (event: string, listener: Listener) => void;
  tell: (event: string, payload: unknown) => void;
  clear: () => void;
}

/** `reportError` is in every browser; where it is not, a fault becomes an uncaught exception. */
export function reportFault(fault: unknown): void {
  if (typeof reportError === 'function') reportError(fault);
  else
    queueMicrotask(() => {
      throw fault;
    });
}

/** Who hears which event. A listener that throws is reported and keeps nobody else from hearing. */
export function createEventListeners(onFault: (fault: unknown) => void = reportFault): EventListeners {
  const heard = new Map<string, Set<Listener>>();
  const off = (event: string, listener: Listener) => void heard.get(event)?.delete(listener);

  function tellThose(name: string, payload: unknown, event: string) {
    for (const listener of [...(heard.get(name) ?? [])]) {
      try {
        listener(payload, event);
      } catch (thrown) {
        onFault(thrown);
      }
    }
  }

  return {
    off,
    on(event, listener) {
      const listeners = heard.get(event) ?? new Set();
      heard.set(event, listeners.add(listener));
      return () => off(event, listener);
    },
    tell(event, payload) {
      tellThose(event, payload, event);
      if (event !== '*') tellThose('*', payload, event);
    },
    clear: () => heard.clear(),
  };
}
