import { vi } from 'vitest';

export const roomOrigin = 'https://rooms.example.com';
export const parentOrigin = 'https://app.example.com';

/** One message that went between the windows. */
export interface Posted {
  to: 'parent' | 'frame';
  data: unknown;
  targetOrigin: string;
  ports: MessagePort[];
}

/**
 * A parent window and a frame window that share one event target: source and origin tell them apart, as they do in a
 * browser. Messages arrive in later tasks. `deliver` can send what no honest window would.
 */
export function createTwoWindows() {
  const posted: Posted[] = [];
  let connected = true;
  const frameWindow = createWindow('frame', () => ({ source: parentWindow, origin: parentOrigin }));
  const parentWindow = createWindow('parent', () => ({ source: frameWindow, origin: roomOrigin }));

  function createWindow(to: Posted['to'], sender: () => { source: unknown; origin: string }) {
    return {
      postMessage(data: unknown, targetOrigin: string, ports: MessagePort[] = []) {
        posted.push({ to, data, targetOrigin, ports });
        const ownOrigin = to === 'frame' ? roomOrigin : parentOrigin;
        if (!connected || (targetOrigin !== '*' && targetOrigin !== ownOrigin)) return;
        setTimeout(() => deliver({ ...sender(), data: structuredClone(data), ports }));
      },
    };
  }
  function deliver(init: { source: unknown; origin: string; data: unknown; ports?: MessagePort[] }) {
    dispatchEvent(new MessageEvent('message', init as MessageEventInit));
  }

  vi.stubGlobal('isSecureContext', true);
  const realParent = Object.getOwnPropertyDescriptor(window, 'parent');
  Object.defineProperty(window, 'parent', { value: parentWindow, configurable: true });
  return {
    posted,
    deliver,
    frameWindow,
    parentWindow,
    iframe: { contentWindow: frameWindow } as unknown as HTMLIFrameElement,
    /** Cuts the line: window messages are lost from now on. */
    cut: () => (connected = false),
    mend: () => (connected = true),
    sentTo: (to: Posted['to']) => posted.filter((one) => one.to === to),
    restore() {
      if (realParent) Object.defineProperty(window, 'parent', realParent);
      vi.unstubAllGlobals();
    },
  };
}
export type TwoWindows = ReturnType<typeof createTwoWindows>;
