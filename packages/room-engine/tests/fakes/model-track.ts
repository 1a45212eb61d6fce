/** A MediaStreamTrack as far as the engine looks at one (W3C Media Capture 4.3). */
export class ModelTrack extends EventTarget {
  static #count = 0;
  readonly id = `track-${String(++ModelTrack.#count)}`;
  readonly kind: 'audio' | 'video';
  readonly label: string;
  readonly deviceId: string;
  enabled = true;
  muted = false;
  readyState: MediaStreamTrackState = 'live';
  contentHint = '';
  onended = null;
  onmute = null;
  onunmute = null;

  constructor(kind: 'audio' | 'video', deviceId = '') {
    super();
    this.kind = kind;
    this.label = `${kind} of ${deviceId || 'a peer'}`;
    this.deviceId = deviceId;
  }

  /** Our own stop fires no event. */
  stop(): void {
    this.readyState = 'ended';
  }

  /** The source went away: unplugged, or its permission was taken. */
  die(): void {
    if (this.readyState === 'ended') return;
    this.readyState = 'ended';
    this.dispatchEvent(new Event('ended'));
  }

  getSettings(): MediaTrackSettings {
    return { deviceId: this.deviceId, ...(this.kind === 'video' ? { width: 1280, height: 720 } : {}) };
  }
  getCapabilities(): MediaTrackCapabilities {
    return {};
  }
  getConstraints(): MediaTrackConstraints {
    return {};
  }
  async applyConstraints(): Promise<void> {
    // The engine never asks for it.
  }
  clone(): ModelTrack {
    return new ModelTrack(this.kind, this.deviceId);
  }
}
