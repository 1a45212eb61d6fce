import type { MediaDevicesPort } from '../../src/ports/browser-ports.ts';
import { ModelTrack } from './model-track.ts';

interface ModelDevice {
  deviceId: string;
  kind: MediaDeviceKind;
  label: string;
}

type Wish = { audio?: unknown; video?: unknown };

/** Cameras, microphones and screens of a modelled browser (W3C Media Capture and Streams, Screen Capture). */
export class ModelDevices extends EventTarget implements MediaDevicesPort {
  devices: ModelDevice[] = [
    { deviceId: 'cam-1', kind: 'videoinput', label: 'First camera' },
    { deviceId: 'cam-2', kind: 'videoinput', label: 'Second camera' },
    { deviceId: 'mic-1', kind: 'audioinput', label: 'First microphone' },
    { deviceId: 'mic-2', kind: 'audioinput', label: 'Second microphone' },
    { deviceId: 'out-1', kind: 'audiooutput', label: 'Speakers' },
  ];
  /** Name of the DOMException that opening this kind throws. */
  readonly failing: { audio?: string | undefined; video?: string | undefined; screen?: string | undefined } =
    {};
  /** A camera that only one can have, as on phones. */
  exclusive = false;
  screenHasSound = true;
  readonly asked: Wish[] = [];
  readonly tracks: ModelTrack[] = [];
  listeners = 0;

  live(kind?: 'audio' | 'video'): ModelTrack[] {
    return this.tracks.filter(
      (one) => one.readyState === 'live' && (kind === undefined || one.kind === kind),
    );
  }

  readonly getUserMedia = async (wish: MediaStreamConstraints = {}): Promise<MediaStream> => {
    this.asked.push(wish);
    await Promise.resolve();
    const kinds = (['audio', 'video'] as const).filter((kind) => wish[kind]);
    for (const kind of kinds) if (this.failing[kind]) throw new DOMException('', this.failing[kind]);
    return streamOf(kinds.map((kind) => this.#open(kind, wish[kind])));
  };

  readonly getDisplayMedia = async (): Promise<MediaStream> => {
    await Promise.resolve();
    if (this.failing.screen) throw new DOMException('', this.failing.screen);
    const tracks = [new ModelTrack('video', 'screen')];
    if (this.screenHasSound) tracks.push(new ModelTrack('audio', 'screen'));
    this.tracks.push(...tracks);
    return streamOf(tracks);
  };

  readonly enumerateDevices = async (): Promise<MediaDeviceInfo[]> =>
    this.devices.map((one) => ({ ...one, groupId: '', toJSON: () => one }));

  unplug(deviceId: string): void {
    this.devices = this.devices.filter((one) => one.deviceId !== deviceId);
    for (const track of this.live()) if (track.deviceId === deviceId) track.die();
    this.dispatchEvent(new Event('devicechange'));
  }

  override addEventListener(...args: Parameters<EventTarget['addEventListener']>): void {
    this.listeners += 1;
    super.addEventListener(...args);
  }
  override removeEventListener(...args: Parameters<EventTarget['removeEventListener']>): void {
    this.listeners -= 1;
    super.removeEventListener(...args);
  }

  #open(kind: 'audio' | 'video', wish: unknown): ModelTrack {
    const exact = (wish as { deviceId?: { exact?: string } }).deviceId?.exact;
    const fitting = this.devices.filter(
      (one) => one.kind === (kind === 'audio' ? 'audioinput' : 'videoinput'),
    );
    const found = exact === undefined ? fitting[0] : fitting.find(({ deviceId }) => deviceId === exact);
    if (!found) throw new DOMException('', exact === undefined ? 'NotFoundError' : 'OverconstrainedError');
    if (this.exclusive && this.live(kind).length > 0) throw new DOMException('', 'NotReadableError');
    const track = new ModelTrack(kind, found.deviceId);
    this.tracks.push(track);
    return track;
  }
}

/** MediaStream as far as getUserMedia's caller looks at one. */
export function streamOf(tracks: ModelTrack[]): MediaStream {
  const stream = new MediaStream();
  const of = (kind: string): ModelTrack[] => tracks.filter((track) => track.kind === kind);
  return Object.assign(stream, {
    getTracks: () => tracks,
    getAudioTracks: () => of('audio'),
    getVideoTracks: () => of('video'),
  });
}
