import { embedError, StatedError } from '@cloudmeet/contracts/frame';
import type { CloudMeetFrame } from './cloudmeet-frame.ts';
import { createFrame } from './create-frame.ts';
import type { FrameOptions } from './frame-options.ts';
import { roomAddress } from './room-address.ts';

/** On a server there is no HTMLElement; importing the SDK there must not fail. */
const ElementBase = globalThis.HTMLElement ?? class {};

/** A change of one of these means another meeting. */
const destinationAttributes = ['url', 'room-url', 'room-id', 'token'];

/**
 * `<cloudmeet-room url="…" token="…" user-name="…" lang="…" theme='{"accent": "#…"}' start-audio-off start-video-off
 * prejoin>`: a room as an element. It joins as soon as it has a token, from `token`, from `#token=` in `url` or from
 * its property `getToken`. Every event of the SDK is dispatched on it as a `CustomEvent` with the event as `detail`.
 */
export class CloudMeetRoomElement extends ElementBase {
  static readonly observedAttributes = [...destinationAttributes, 'lang', 'theme'];
  /** Set it before the element is put into the page. */
  declare getToken: FrameOptions['getToken'];
  #frame: CloudMeetFrame | undefined;
  #changed = new Set<string>();

  /** The SDK's object while the element is in the page, for commands. */
  get frame(): CloudMeetFrame | undefined {
    return this.#frame;
  }

  connectedCallback(): void {
    this.style.display ||= 'block';
    this.#attempt(() => this.#start());
  }

  disconnectedCallback(): void {
    void this.#frame?.destroy();
    this.#frame = undefined;
  }

  attributeChangedCallback(name: string): void {
    if (!this.isConnected) return;
    if (this.#changed.size === 0) queueMicrotask(() => this.#attempt(() => this.#follow()));
    this.#changed.add(name);
  }

  #start(): void {
    const options = this.#options();
    const frame = createFrame(this, options);
    this.#frame = frame;
    frame.on('*', (event) => this.#dispatch(event.action, event));
    this.#join(frame, options);
  }

  /** Does what the attributes ask that were changed together. */
  #follow(): void {
    const changed = this.#changed;
    this.#changed = new Set();
    const frame = this.#frame;
    if (!this.isConnected) return;
    if (!frame) return this.#start();
    const options = this.#options();
    if (destinationAttributes.some((name) => changed.has(name))) {
      this.#expect(frame.leave());
      return this.#join(frame, options);
    }
    if (changed.has('lang') && options.lang) this.#expect(frame.setLang(options.lang));
    if (changed.has('theme') && options.theme) this.#expect(frame.setTheme(options.theme));
  }

  #join(frame: CloudMeetFrame, options: FrameOptions): void {
    // What goes wrong on the way is dispatched as `error`.
    if (options.getToken || options.token || roomAddress(options)?.token)
      frame.join(options).catch(() => undefined);
  }

  #options(): FrameOptions {
    const text = (name: string) => this.getAttribute(name) ?? undefined;
    const theme = text('theme');
    return {
      url: text('url'),
      roomUrl: text('room-url'),
      roomId: text('room-id'),
      token: text('token'),
      getToken: this.getToken,
      userName: text('user-name'),
      lang: text('lang') as FrameOptions['lang'],
      theme: theme ? (JSON.parse(theme) as FrameOptions['theme']) : undefined,
      title: text('title'),
      startAudioOff: this.hasAttribute('start-audio-off'),
      startVideoOff: this.hasAttribute('start-video-off'),
      prejoin: this.hasAttribute('prejoin'),
    };
  }

  #dispatch(name: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  /** Attributes can hold anything; what cannot be used is told like every other error. */
  #attempt(act: () => void): void {
    try {
      act();
    } catch (thrown) {
      this.#tell(thrown);
    }
  }
  #expect(command: Promise<void>): void {
    command.catch((thrown: unknown) => this.#tell(thrown));
  }
  #tell(thrown: unknown): void {
    if (!this.isConnected) return;
    const error =
      thrown instanceof StatedError ? thrown : embedError('invalid-argument', String(thrown), thrown);
    this.#dispatch('error', { action: 'error', error: error.toWire() });
  }
}
