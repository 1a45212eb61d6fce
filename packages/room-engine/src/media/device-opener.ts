import { CloudMeetError } from '@cloudmeet/contracts';
import type { BrowserPorts } from '../ports/browser-ports.ts';
import { deviceError } from './device-error.ts';
import type { DeviceKind } from './device-error.ts';

export interface OpenWish {
  kind: DeviceKind;
  /** Exactly this one; null leaves the choice to the browser. */
  deviceId: string | null;
}

interface Asked extends OpenWish {
  resolve: (track: MediaStreamTrack) => void;
  reject: (error: CloudMeetError) => void;
}

type OpenerPorts = Pick<
  BrowserPorts,
  'mediaDevices' | 'clock' | 'policyAllows' | 'queryPermission' | 'secureContext'
>;

/** 720p is asked for once; what is sent is scaled down per peer, so no change of room size reopens a camera. */
const videoWish = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } };
const audioWish = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };

function constraintsOf({ kind, deviceId }: OpenWish): MediaTrackConstraints {
  return {
    ...(kind === 'audio' ? audioWish : videoWish),
    ...(deviceId === null ? {} : { deviceId: { exact: deviceId } }),
  };
}

/** Opens devices. Camera and microphone asked for at the same moment become one question to the person. */
export class DeviceOpener {
  readonly #ports: OpenerPorts;
  #asked: Asked[] = [];

  constructor(ports: OpenerPorts) {
    this.#ports = ports;
  }

  /** Rejects with a device code, or `insecure-context` where the browser hides its devices. */
  open(wish: OpenWish): Promise<MediaStreamTrack> {
    return new Promise((resolve, reject) => {
      this.#asked.push({ ...wish, resolve, reject });
      if (this.#asked.length > 1) return;
      this.#ports.clock.after(0, () => {
        const asked = this.#asked;
        this.#asked = [];
        void this.#openAll(asked);
      });
    });
  }

  async #openAll(asked: Asked[]): Promise<void> {
    const audio = asked.find(({ kind }) => kind === 'audio');
    const video = asked.find(({ kind }) => kind === 'video');
    const alone = asked.filter((one) => one !== audio && one !== video);
    if (audio && video) await this.#openTogether(audio, video);
    else for (const one of [audio, video]) if (one) await this.#openAlone(one);
    for (const one of alone) await this.#openAlone(one);
  }

  async #openTogether(audio: Asked, video: Asked): Promise<void> {
    try {
      const { mediaDevices } = this.#ports;
      if (!mediaDevices) throw this.#noDevices();
      const wish = { audio: constraintsOf(audio), video: constraintsOf(video) };
      const stream = await mediaDevices.getUserMedia(wish);
      give(audio, stream.getAudioTracks()[0]);
      give(video, stream.getVideoTracks()[0]);
    } catch (error) {
      // One of the two may still work; only asking apart tells which.
      for (const one of [audio, video]) {
        if (await this.#wasRefusedNow(one.kind, error)) one.reject(deviceError(error, one.kind, this.#ports));
        else await this.#openAlone(one);
      }
    }
  }

  async #openAlone(asked: Asked): Promise<void> {
    try {
      const { mediaDevices } = this.#ports;
      if (!mediaDevices) throw this.#noDevices();
      const stream = await mediaDevices.getUserMedia({ [asked.kind]: constraintsOf(asked) });
      give(asked, stream.getTracks()[0]);
    } catch (error) {
      asked.reject(deviceError(error, asked.kind, this.#ports));
    }
  }

  /** A question that was closed without an answer leaves the permission at `prompt`: do not ask again at once. */
  async #wasRefusedNow(kind: DeviceKind, error: unknown): Promise<boolean> {
    if (deviceError(error, kind, this.#ports).code !== 'permission-denied') return false;
    const name = kind === 'audio' ? 'microphone' : 'camera';
    const status = await this.#ports.queryPermission?.(name).catch(() => undefined);
    return status?.state === 'prompt';
  }

  #noDevices(): CloudMeetError {
    return new CloudMeetError(this.#ports.secureContext ? 'webrtc-unsupported' : 'insecure-context');
  }
}

function give(asked: Asked, track: MediaStreamTrack | undefined): void {
  if (track) asked.resolve(track);
  else asked.reject(new CloudMeetError('device-not-found'));
}
