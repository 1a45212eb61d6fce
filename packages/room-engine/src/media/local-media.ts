import type { CloudMeetError, FrameDevice, TrackKind } from '@cloudmeet/contracts';
import { localTracks } from '../room.ts';
import type { RoomContext } from '../room-context.ts';
import { tellProblem } from '../room-context.ts';
import {
  devicesListed,
  devicesSelected,
  localMediaChanged,
  permissionsChanged,
} from '../store/media-slice.ts';
import type { DeviceKind } from './device-error.ts';
import { DeviceList } from './device-list.ts';
import { DeviceOpener } from './device-opener.ts';
import { LevelMeter } from './level-meter.ts';
import { LocalDevice } from './local-device.ts';
import { OutputDevice } from './output-device.ts';
import { ScreenCapture } from './screen-capture.ts';

export interface LocalMediaHandlers {
  /** What to send of this kind from now on. */
  live(kind: TrackKind, track: MediaStreamTrack | null): void;
  /** A device stopped by itself: the room must be told. */
  stopped(kind: DeviceKind | 'screen'): void;
}

/** My devices: what is open, what is chosen, how loud it is. Knows nothing of the room. */
export class LocalMedia {
  readonly audio: LocalDevice;
  readonly video: LocalDevice;
  readonly screen: ScreenCapture;
  readonly meter: LevelMeter;
  readonly output: OutputDevice;
  readonly #context: RoomContext;
  readonly #handlers: LocalMediaHandlers;
  readonly #list: DeviceList;

  constructor(context: RoomContext, handlers: LocalMediaHandlers) {
    const { ports, store, events } = context;
    const opener = new DeviceOpener(ports);
    this.#context = context;
    this.#handlers = handlers;
    this.meter = new LevelMeter(ports);
    this.audio = this.#device('audio', opener);
    this.video = this.#device('video', opener);
    this.screen = new ScreenCapture(ports, () => {
      this.#screenStopped();
      handlers.stopped('screen');
    });
    this.output = new OutputDevice((error) => {
      tellProblem(context, error);
    });
    this.#list = new DeviceList(ports, {
      devices: (devices) => {
        store.dispatch(devicesListed(devices));
        events.emit('available-devices-updated', { availableDevices: devices });
      },
      permissions: (change) => {
        store.dispatch(permissionsChanged(change));
      },
    });
    this.#list.watch().catch((error: unknown) => {
      tellProblem(context, error);
    });
  }

  enumerate(): Promise<FrameDevice[]> {
    return this.#list.list();
  }

  /** Rejects with the first device that could not be chosen; the other one is changed all the same. */
  async choose(choice: { audioDeviceId?: string; videoDeviceId?: string }): Promise<void> {
    const { audioDeviceId, videoDeviceId } = choice;
    const done = await Promise.allSettled([
      audioDeviceId === undefined ? undefined : this.audio.choose(audioDeviceId),
      videoDeviceId === undefined ? undefined : this.video.choose(videoDeviceId),
    ]);
    for (const one of done) if (one.status === 'rejected') throw one.reason;
  }

  async chooseOutput(outputDeviceId: string): Promise<void> {
    await this.output.choose(outputDeviceId);
    this.#context.store.dispatch(devicesSelected({ outputDeviceId }));
  }

  async startScreen(): Promise<void> {
    const { store } = this.#context;
    store.dispatch(localMediaChanged({ kind: 'screen', status: 'starting', error: null }));
    try {
      const { video, audio } = await this.screen.start();
      store.dispatch(localMediaChanged({ kind: 'screen', status: 'on', withAudio: audio !== null }));
      this.#live('screen', video);
      this.#live('screen-audio', audio);
    } catch (error) {
      store.dispatch(localMediaChanged({ kind: 'screen', status: 'off' }));
      throw error;
    }
  }

  stopScreen(): void {
    if (!this.screen.tracks) return;
    this.screen.stop();
    this.#screenStopped();
  }

  /** Lets go of every device; they can be started again. */
  release(): void {
    this.audio.release();
    this.video.release();
    this.stopScreen();
  }

  close(): void {
    this.#list.close();
    this.audio.close();
    this.video.close();
    this.screen.close();
    this.meter.close();
    this.output.close();
  }

  #device(kind: DeviceKind, opener: DeviceOpener): LocalDevice {
    const { store } = this.#context;
    return new LocalDevice(kind, opener, {
      live: (track) => {
        if (kind === 'audio') this.meter.watch(track);
        this.#live(kind, track);
      },
      status: (status, error) => {
        store.dispatch(localMediaChanged({ kind, status, error: error?.toWire() ?? null }));
        if (error) this.#tell(kind, error);
        if (status === 'on') this.enumerate().catch(() => undefined);
      },
      opened: (deviceId) => {
        store.dispatch(
          devicesSelected(kind === 'audio' ? { audioDeviceId: deviceId } : { videoDeviceId: deviceId }),
        );
      },
      lost: () => {
        this.#handlers.stopped(kind);
      },
    });
  }

  #tell(kind: DeviceKind, error: CloudMeetError): void {
    const device = kind === 'audio' ? 'microphone' : 'camera';
    this.#context.events.emit('camera-error', { error: error.toWire(), device });
  }

  #live(kind: TrackKind, track: MediaStreamTrack | null): void {
    this.#handlers.live(kind, track);
    this.#context.tracks.set(localTracks, kind, track ?? undefined);
  }

  #screenStopped(): void {
    this.#context.store.dispatch(localMediaChanged({ kind: 'screen', status: 'off', withAudio: false }));
    this.#live('screen', null);
    this.#live('screen-audio', null);
  }
}
