import type { FrameParticipant, FrameSnapshot } from '@cloudmeet/contracts/frame';
import { vi } from 'vitest';

export const roomOrigin = 'https://rooms.example.com';
export const roomPage = `${roomOrigin}/r/rm_7Hq2vMx9TtKe4LbN0cWdPzRs`;
export const otherPage = `${roomOrigin}/r/rm_2222222222222222222222222`;

type Answer = (params: never) => unknown;

export interface FakeRooms {
  /** Pages loaded so far, the newest last. */
  pages: FakePage[];
  /** Requests of all pages in the order they came. */
  requests: { method: string; params: unknown }[];
  /** Addresses that iframes were given. */
  addresses: string[];
  answers: Record<string, Answer>;
  /** What the embed check answers; undefined: it cannot be reached. */
  embedCheck: unknown;
  /** `blocked`: the browser shows an empty page. `silent`: nothing ever loads. */
  loads: 'well' | 'blocked' | 'silent';
  version: number;
  page(): FakePage;
  restore(): void;
}

export const person = (id: string, more: Partial<FrameParticipant> = {}): FrameParticipant => ({
  id,
  userId: `user-${id}`,
  userName: id,
  role: 'attendee',
  local: false,
  audio: true,
  video: true,
  screen: false,
  handRaised: false,
  joinedAt: '2026-11-21T12:00:00.000Z',
  connected: true,
  quality: 'good',
  ...more,
});

/** A room page written from docs/protocols/frame.md alone: it shares no code with the frame channel. */
export class FakePage {
  readonly window = {
    postMessage: (data: unknown, _origin: string, ports: MessagePort[]) => this.#heed(data, ports),
  };
  port: MessagePort | undefined;
  /** Messages that came over the port after the handshake, other than requests. */
  readonly heard: { k?: string }[] = [];
  readonly #rooms: FakeRooms;
  readonly #hello: ReturnType<typeof setInterval>;
  #lastId = 0;
  readonly #waiting = new Map<number, (reply: unknown) => void>();

  constructor(rooms: FakeRooms) {
    this.#rooms = rooms;
    this.#hello = setInterval(() => this.say({ cloudmeet: 'hello' }), 5);
  }
  say(data: unknown, origin = roomOrigin): void {
    dispatchEvent(new MessageEvent('message', { data, origin, source: this.window as never }));
  }
  emit(event: string, payload: unknown = {}): void {
    this.port?.postMessage({ k: 'evt', event, payload });
  }
  snapshot(more: Partial<FrameSnapshot> = {}): void {
    const participants = more.participants ?? [];
    this.emit('snapshot', {
      meetingState: 'joined-meeting',
      participants,
      counts: { present: participants.length, waiting: 0 },
      localAudio: false,
      localVideo: false,
      topology: 'p2p',
      layout: 'grid',
      ...more,
    });
  }
  /** Asks the parent. */
  ask(method: string): Promise<{ result?: unknown; error?: unknown }> {
    return new Promise((resolve) => {
      const id = (this.#lastId += 1);
      this.#waiting.set(id, resolve as never);
      this.port?.postMessage({ k: 'req', id, method, params: {} });
    });
  }
  /** The page is left: by a reload, by another address, by removing its frame. */
  leave(): void {
    clearInterval(this.#hello);
    this.port?.close();
  }

  #heed(data: unknown, [port]: MessagePort[]): void {
    if (Reflect.get(Object(data), 'cloudmeet') !== 'connect' || !port) return;
    clearInterval(this.#hello);
    this.port = port;
    port.onmessage = ({ data: message }: MessageEvent) => void this.#take(message);
    port.postMessage({ k: 'ready', version: this.#rooms.version });
  }
  async #take(message: { k: string; id: number; method: string; params: unknown }): Promise<void> {
    if (message.k === 'res') return this.#waiting.get(message.id)?.(message);
    if (message.k !== 'req') return void this.heard.push(message);
    const { id, method, params } = message;
    this.#rooms.requests.push({ method, params });
    try {
      const result = await this.#rooms.answers[method]?.(params as never);
      this.port?.postMessage({ k: 'res', id, result });
    } catch (error) {
      this.port?.postMessage({ k: 'res', id, error: error instanceof Refusal ? error.wire : error });
    }
  }
}

/** An error as a room page sends it. */
export const wire = (code: string, fatal = false) => ({
  code,
  message: `It is ${code}.`,
  fatal,
  retryable: false,
  fix: `Mend ${code}.`,
});

class Refusal extends Error {
  readonly wire: ReturnType<typeof wire>;
  constructor(code: string, fatal: boolean) {
    super(code);
    this.wire = wire(code, fatal);
  }
}

/** An answer that is this error. */
export const refuse =
  (code: string, fatal = false) =>
  (): never => {
    throw new Refusal(code, fatal);
  };

const frameWindows = new WeakMap<HTMLIFrameElement, FakePage>();

/** A browser in which every iframe shows a fake room page of `roomOrigin`. */
export function installFakeRooms(): FakeRooms {
  const rooms: FakeRooms = {
    pages: [],
    requests: [],
    addresses: [],
    answers: {},
    embedCheck: { allowed: true },
    loads: 'well',
    version: 1,
    page: () => {
      const page = rooms.pages.at(-1);
      if (!page) throw new Error('No page was loaded.');
      return page;
    },
    restore() {
      for (const page of rooms.pages) page.leave();
      Object.defineProperties(HTMLIFrameElement.prototype, { contentWindow, src });
      vi.unstubAllGlobals();
      document.body.replaceChildren();
    },
  };
  const { contentWindow, src } = Object.getOwnPropertyDescriptors(HTMLIFrameElement.prototype);
  const load = (iframe: HTMLIFrameElement) => {
    frameWindows.get(iframe)?.leave();
    frameWindows.delete(iframe);
    if (rooms.loads === 'silent') return;
    if (rooms.loads === 'well') {
      const page = new FakePage(rooms);
      frameWindows.set(iframe, page);
      rooms.pages.push(page);
    }
    setTimeout(() => iframe.dispatchEvent(new Event('load')));
  };
  Object.defineProperty(HTMLIFrameElement.prototype, 'contentWindow', {
    configurable: true,
    get(this: HTMLIFrameElement) {
      return this.isConnected ? frameWindows.get(this)?.window : null;
    },
  });
  Object.defineProperty(HTMLIFrameElement.prototype, 'src', {
    configurable: true,
    get(this: HTMLIFrameElement) {
      return this.getAttribute('data-src') ?? '';
    },
    set(this: HTMLIFrameElement, address: string) {
      rooms.addresses.push(address);
      this.setAttribute('data-src', address);
      load(this);
    },
  });
  // The empty page of a new iframe is happy-dom's; what comes after it is ours. Nothing is loaded from anywhere.
  const settings: object = Reflect.get(Reflect.get(window, 'happyDOM'), 'settings');
  Object.assign(settings, { enableIframePageLoading: true, disableIframePageLoading: false });
  vi.stubGlobal('isSecureContext', true);
  vi.stubGlobal('reportError', (error: unknown) => {
    throw error;
  });
  vi.stubGlobal('fetch', async (address: string) => {
    if (!address.endsWith('/embed-check')) throw new Error(`Unexpected request: ${address}`);
    if (rooms.embedCheck === undefined) throw new TypeError('Failed to fetch');
    return new Response(JSON.stringify(rooms.embedCheck));
  });
  return rooms;
}

/** Answers like a room page that lets everybody in. */
export function letIn(rooms: FakeRooms, ...others: FrameParticipant[]): void {
  rooms.answers.join = ({ userName }: { userName?: string }) => {
    const page = rooms.page();
    page.emit('joining-meeting');
    page.snapshot({
      participants: [person('par_me', { local: true, userName: userName ?? 'Me' }), ...others],
      localAudio: true,
    });
    page.emit('joined-meeting', { roomId: 'rm_x', sessionId: 'ses_x', role: 'attendee', topology: 'p2p' });
  };
  rooms.answers.leave = () => {
    rooms.page().snapshot({ meetingState: 'left-meeting' });
    rooms.page().emit('left-meeting', { reason: 'left' });
  };
}
