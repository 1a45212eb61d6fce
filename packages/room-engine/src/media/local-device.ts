import { CloudMeetError } from '@cloudmeet/contracts';
import type { LocalMediaStatus } from '../store/media-slice.ts';
import type { DeviceKind } from './device-error.ts';
import type { DeviceOpener } from './device-opener.ts';

export interface LocalDeviceHandlers {
  /** The track to send and show; null while it is off. The same kind again after a device change. */
  live(track: MediaStreamTrack | null): void;
  status(status: LocalMediaStatus, error: CloudMeetError | null): void;
  /** Which device really opened. */
  opened(deviceId: string | null): void;
  /** It stopped by itself (unplugged, taken away) and could not be brought back. */
  lost(error: CloudMeetError): void;
}

/**
 * The camera or the microphone. Off stops a camera, so that its light goes out, and silences a microphone at once
 * while keeping it open, so that the next word is not lost. One change at a time; the last wish wins.
 */
export class LocalDevice {
  readonly #kind: DeviceKind;
  readonly #opener: DeviceOpener;
  readonly #handlers: LocalDeviceHandlers;
  #deviceId: string | null = null;
  #track: MediaStreamTrack | null = null;
  #on = false;
  /** Counts the wishes, so that one that was overtaken while a device opened does nothing. */
  #wish = 0;
  #closed = false;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(kind: DeviceKind, opener: DeviceOpener, handlers: LocalDeviceHandlers) {
    this.#kind = kind;
    this.#opener = opener;
    this.#handlers = handlers;
  }

  get on(): boolean {
    return this.#on;
  }

  /** What is sent now, or null. */
  get track(): MediaStreamTrack | null {
    return this.#on ? this.#track : null;
  }

  /** Opens it without sending anything yet, so that a refusal of the room comes before the first word. */
  prepare(): Promise<void> {
    const wish = ++this.#wish;
    return this.#next(async () => {
      if (this.#usable() || wish !== this.#wish) return;
      this.#handlers.status('starting', null);
      await this.#open(this.#deviceId);
      if (wish !== this.#wish) this.#release();
      else if (this.#track) this.#track.enabled = false;
    });
  }

  /** Opens if needed, then sends; does nothing when it was stopped meanwhile. */
  async start(): Promise<void> {
    const prepared = this.prepare();
    const wish = this.#wish;
    await prepared;
    if (!this.#track || this.#closed || wish !== this.#wish) return;
    this.#on = true;
    this.#track.enabled = true;
    this.#handlers.status('on', null);
    this.#handlers.live(this.#track);
  }

  /** Takes effect at once. */
  stop(error: CloudMeetError | null = null): void {
    const was = this.#on;
    this.#on = false;
    this.#wish += 1;
    if (this.#kind === 'video') this.#release();
    else if (this.#track) this.#track.enabled = false;
    this.#handlers.status(error ? 'error' : 'off', error);
    if (was) this.#handlers.live(null);
  }

  /** Another device from now on; opened at once when this kind is on. On failure the old one goes on. */
  choose(deviceId: string): Promise<void> {
    return this.#next(async () => {
      const before = this.#deviceId;
      this.#deviceId = deviceId;
      if (!this.#usable()) {
        this.#handlers.opened(deviceId);
        return;
      }
      try {
        await this.#exchange(deviceId);
      } catch (error) {
        this.#deviceId = before;
        if (!this.#usable()) await this.#open(before);
        throw error;
      } finally {
        this.#show();
      }
    });
  }

  /** Lets go of the device; it can be started again. */
  release(): void {
    this.stop();
    this.#release();
  }

  close(): void {
    this.#closed = true;
    this.release();
  }

  #show(): void {
    if (!this.#track) return;
    this.#track.enabled = this.#on;
    if (this.#on) this.#handlers.live(this.#track);
  }

  /** Phones open one camera at a time: where the second is refused, the first is let go before trying again. */
  async #exchange(deviceId: string): Promise<void> {
    try {
      this.#take(await this.#opener.open({ kind: this.#kind, deviceId }));
    } catch (error) {
      if (CloudMeetError.from(error).code !== 'device-in-use') throw error;
      this.#release();
      this.#take(await this.#opener.open({ kind: this.#kind, deviceId }));
    }
  }

  #usable(): boolean {
    return this.#track?.readyState === 'live';
  }

  /** A remembered device that is gone is replaced by any other. */
  async #open(deviceId: string | null): Promise<void> {
    try {
      this.#take(await this.#opener.open({ kind: this.#kind, deviceId }));
    } catch (error) {
      const failure = CloudMeetError.from(error);
      if (deviceId === null || failure.code !== 'device-not-found') {
        this.stop(failure);
        throw failure;
      }
      this.#deviceId = null;
      await this.#open(null);
    }
  }

  #take(track: MediaStreamTrack): void {
    if (this.#closed) {
      track.stop();
      return;
    }
    this.#release();
    this.#track = track;
    if (this.#kind === 'video') track.contentHint = 'motion';
    track.addEventListener('ended', this.#onEnded);
    this.#handlers.opened(track.getSettings().deviceId ?? null);
  }

  #release(): void {
    this.#track?.removeEventListener('ended', this.#onEnded);
    this.#track?.stop();
    this.#track = null;
  }

  /** `ended` is only fired when the source went away, never by our own stop() (W3C Media Capture 4.3.2). */
  readonly #onEnded = (): void => {
    if (!this.#on) {
      this.#release();
      return;
    }
    this.start().catch((error: unknown) => {
      this.#handlers.lost(CloudMeetError.from(error));
    });
  };

  #next(run: () => Promise<void>): Promise<void> {
    const done = this.#queue.then(() => (this.#closed ? undefined : run()));
    // Whoever asked gets the error; the queue goes on.
    this.#queue = done.catch(() => undefined);
    return done;
  }
}
