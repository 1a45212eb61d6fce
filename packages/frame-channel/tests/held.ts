import { vi } from 'vitest';

type Listen = typeof globalThis.addEventListener;

/** Counts what was taken from the page and not given back: message listeners, timers and ports. */
export function countHeld() {
  const listeners: unknown[] = [];
  const timers = new Set<unknown>();
  const ports = new Set<MessagePort>();
  const page = globalThis;
  const { addEventListener, removeEventListener, setTimeout, clearTimeout, setInterval, clearInterval } =
    page;
  const Original = page.MessageChannel;

  vi.stubGlobal('addEventListener', (...args: Parameters<Listen>) => {
    if (args[0] === 'message') listeners.push(args[1]);
    addEventListener.apply(page, args);
  });
  vi.stubGlobal('removeEventListener', (...args: Parameters<Listen>) => {
    const at = listeners.indexOf(args[1]);
    if (at >= 0) listeners.splice(at, 1);
    removeEventListener.apply(page, args);
  });
  vi.stubGlobal('setTimeout', (run: () => void, ms?: number) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      run();
    }, ms);
    timers.add(timer);
    return timer;
  });
  vi.stubGlobal('setInterval', (run: () => void, ms?: number) => {
    const timer = setInterval(run, ms);
    timers.add(timer);
    return timer;
  });
  vi.stubGlobal('clearTimeout', (timer: never) => (timers.delete(timer), clearTimeout(timer)));
  vi.stubGlobal('clearInterval', (timer: never) => (timers.delete(timer), clearInterval(timer)));
  vi.stubGlobal(
    'MessageChannel',
    class extends Original {
      constructor() {
        super();
        for (const port of [this.port1, this.port2]) {
          const close = port.close.bind(port);
          ports.add(port);
          port.close = () => (ports.delete(port), close());
        }
      }
    },
  );
  return {
    now: () => ({ listeners: listeners.length, timers: timers.size, ports: ports.size }),
  };
}
