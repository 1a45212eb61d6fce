import type { Listener } from './channel.ts';

export interface EventListeners {
  on: (event: string, listener: Listener) => () => void;
  tell: (event: string, payload: unknown) => void;
  clear: () => void;
}

/** Who hears which event. A listener that throws is reported and keeps nobody else from hearing. */
export function createEventListeners(onFault: (fault: unknown) => void): EventListeners {
  const heard = new Map<string, Set<Listener>>();

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
    on(event, listener) {
      const listeners = heard.get(event) ?? new Set();
      heard.set(event, listeners.add(listener));
      return () => listeners.delete(listener);
    },
    tell(event, payload) {
      tellThose(event, payload, event);
      if (event !== '*') tellThose('*', payload, event);
    },
    clear: () => heard.clear(),
  };
}
