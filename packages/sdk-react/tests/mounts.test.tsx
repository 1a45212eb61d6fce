import { cleanup, render } from '@testing-library/react';
import { StrictMode } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { CloudMeetRoom } from '../src/index.ts';

/** Waits for it, for as long as a busy machine may take. */
const until = (check: () => void) => vi.waitFor(check, { timeout: 15_000 });

const listening = new Set<unknown>();
const addresses: string[] = [];
const { src } = Object.getOwnPropertyDescriptors(HTMLIFrameElement.prototype);

/** The real SDK in a browser whose frames never answer: what is taken and not given back is counted. */
beforeEach(() => {
  const settings: object = Reflect.get(Reflect.get(window, 'happyDOM'), 'settings');
  Object.assign(settings, { enableIframePageLoading: true, disableIframePageLoading: false });
  Object.defineProperty(HTMLIFrameElement.prototype, 'src', {
    configurable: true,
    get: () => '',
    set(address: string) {
      addresses.push(address);
    },
  });
  vi.stubGlobal('isSecureContext', true);
  vi.stubGlobal('fetch', (_address: string, { signal }: { signal: AbortSignal }) => {
    return new Promise((_resolve, reject) =>
      signal.addEventListener('abort', () => reject(new Error('aborted'))),
    );
  });
  const { addEventListener, removeEventListener } = globalThis;
  vi.stubGlobal('addEventListener', (...args: Parameters<typeof addEventListener>) => {
    if (args[0] === 'message') listening.add(args[1]);
    addEventListener.apply(globalThis, args);
  });
  vi.stubGlobal('removeEventListener', (...args: Parameters<typeof addEventListener>) => {
    listening.delete(args[1]);
    removeEventListener.apply(globalThis, args);
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  Object.defineProperty(HTMLIFrameElement.prototype, 'src', src);
  addresses.length = 0;
});

const url = 'https://rooms.example.com/r/rm_7Hq2vMx9TtKe4LbN0cWdPzRs#token=t';
const frames = () => document.querySelectorAll('iframe').length;

it('fifty mounts and unmounts leave no frame and no listener', async () => {
  for (let count = 0; count < 50; count += 1) {
    const { unmount } = render(<CloudMeetRoom url={url} />, { wrapper: StrictMode });
    expect(frames()).toBe(1);
    // Some are taken away at once, the others in the middle of the handshake.
    if (count % 2 === 0) await until(() => expect(listening.size).toBe(1));
    unmount();
  }
  await until(() => expect(listening.size).toBe(0));
  expect(frames()).toBe(0);
});

it('StrictMode loads the room once', async () => {
  const { unmount } = render(<CloudMeetRoom url={url} />, { wrapper: StrictMode });
  await until(() => expect(listening.size).toBe(1));
  expect(addresses).toEqual([url.split('#')[0]]);
  unmount();
});
