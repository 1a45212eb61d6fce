import { CloudMeetError } from '@cloudmeet/contracts';
import type { BrowserPorts } from '../ports/browser-ports.ts';
import { screenError } from './device-error.ts';

export interface ScreenTracks {
  video: MediaStreamTrack;
  /** Sound of the tab or system, when the person chose to share it. */
  audio: MediaStreamTrack | null;
}

/** Members of W3C Screen Capture that TypeScript's library lacks; browsers ignore those they do not know. */
interface ScreenWish extends DisplayMediaStreamOptions {
  systemAudio: 'include';
  surfaceSwitching: 'include';
  selfBrowserSurface: 'exclude';
}

const wish: ScreenWish = {
  video: { frameRate: { ideal: 15, max: 30 } },
  audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
  systemAudio: 'include',
  surfaceSwitching: 'include',
  selfBrowserSurface: 'exclude',
};

/** Screen, window or tab, until stopped here or by the browser's own button. */
export class ScreenCapture {
  readonly #ports: Pick<BrowserPorts, 'mediaDevices' | 'policyAllows'>;
  readonly #ended: () => void;
  #tracks: ScreenTracks | null = null;
  #closed = false;

  /** `ended` is called when the person stopped it outside this page. */
  constructor(ports: Pick<BrowserPorts, 'mediaDevices' | 'policyAllows'>, ended: () => void) {
    this.#ports = ports;
    this.#ended = ended;
  }

  get tracks(): ScreenTracks | null {
    return this.#tracks;
  }

  /** Asks the person; must run inside a gesture. Rejects with `share-cancelled`, `policy-blocked`, `not-supported`. */
  async start(): Promise<ScreenTracks> {
    const { mediaDevices } = this.#ports;
    if (!mediaDevices?.getDisplayMedia)
      throw new CloudMeetError('not-supported', { detail: 'This browser cannot share a screen.' });
    const stream = await mediaDevices.getDisplayMedia(wish).catch((error: unknown) => {
      throw screenError(error, this.#ports);
    });
    const video = stream.getVideoTracks()[0];
    if (!video || this.#closed) {
      for (const track of stream.getTracks()) track.stop();
      throw new CloudMeetError('share-cancelled');
    }
    video.contentHint = 'detail';
    video.addEventListener('ended', this.#onEnded);
    this.#tracks = { video, audio: stream.getAudioTracks()[0] ?? null };
    return this.#tracks;
  }

  stop(): void {
    this.#tracks?.video.removeEventListener('ended', this.#onEnded);
    this.#tracks?.video.stop();
    this.#tracks?.audio?.stop();
    this.#tracks = null;
  }

  close(): void {
    this.#closed = true;
    this.stop();
  }

  readonly #onEnded = (): void => {
    this.stop();
    this.#ended();
  };
}
