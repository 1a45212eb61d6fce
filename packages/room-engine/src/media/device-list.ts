import { CloudMeetError } from '@cloudmeet/contracts';
import type { FrameDevice } from '@cloudmeet/contracts';
import type { BrowserPorts, PermissionPort } from '../ports/browser-ports.ts';
import type { DevicePermission, MediaState } from '../store/media-slice.ts';

export interface DeviceListHandlers {
  devices(devices: FrameDevice[]): void;
  permissions(change: Partial<MediaState['permissions']>): void;
}

type ListPorts = Pick<BrowserPorts, 'mediaDevices' | 'queryPermission'>;

/** Which devices there are and which may be used, kept up to date from `watch()` on. */
export class DeviceList {
  readonly #ports: ListPorts;
  readonly #handlers: DeviceListHandlers;
  readonly #undo: (() => void)[] = [];
  #closed = false;

  constructor(ports: ListPorts, handlers: DeviceListHandlers) {
    this.#ports = ports;
    this.#handlers = handlers;
  }

  async watch(): Promise<void> {
    const { mediaDevices } = this.#ports;
    if (!mediaDevices) return;
    const refresh = (): void => {
      this.list().catch(() => {
        // The next change asks again; whoever calls enumerateDevices() gets the error.
      });
    };
    mediaDevices.addEventListener('devicechange', refresh);
    this.#undo.push(() => {
      mediaDevices.removeEventListener('devicechange', refresh);
    });
    refresh();
    await Promise.all([this.#watchPermission('camera'), this.#watchPermission('microphone')]);
  }

  /** Labels are empty until a permission was given (W3C Media Capture 9.2). */
  async list(): Promise<FrameDevice[]> {
    const { mediaDevices } = this.#ports;
    if (!mediaDevices) throw new CloudMeetError('webrtc-unsupported');
    const found = await mediaDevices.enumerateDevices().catch((cause: unknown) => {
      throw new CloudMeetError('device-failed', { cause });
    });
    const devices = found.map(({ deviceId, kind, label }) => ({ deviceId, kind, label }));
    if (!this.#closed) this.#handlers.devices(devices);
    return devices;
  }

  close(): void {
    this.#closed = true;
    for (const undo of this.#undo.splice(0)) undo();
  }

  async #watchPermission(name: 'camera' | 'microphone'): Promise<void> {
    const status = await this.#query(name);
    if (!status || this.#closed) return;
    const tell = (): void => {
      const states: Record<PermissionState, DevicePermission> = {
        granted: 'granted',
        denied: 'denied',
        prompt: 'prompt',
      };
      this.#handlers.permissions({ [name]: states[status.state] });
      if (status.state === 'granted') this.list().catch(() => undefined);
    };
    status.addEventListener('change', tell);
    this.#undo.push(() => {
      status.removeEventListener('change', tell);
    });
    tell();
  }

  /** Some browsers do not know these names and reject: then the permission stays unknown. */
  async #query(name: 'camera' | 'microphone'): Promise<PermissionPort | undefined> {
    return this.#ports.queryPermission?.(name).catch(() => undefined);
  }
}
