import { errorSpecs } from '@cloudmeet/contracts';
import type { CallQuality, Diagnosis, DiagnosisCheck, DiagnosisLayer, ErrorCode } from '@cloudmeet/contracts';
import { CloudMeetError } from '@cloudmeet/contracts';
import type { BrowserPorts } from '../ports/browser-ports.ts';
import type { RoomEngineState } from '../store/store.ts';
import { CallLoop } from './call-loop.ts';

export interface DiagnosisOptions {
  ports: BrowserPorts;
  socketUrl: string;
  apiUrl: string | undefined;
  state: () => RoomEngineState;
}

const answerWithinMs = 5_000;
const connected = ['preview', 'joining', 'waiting', 'joined'];

/** Looks at each layer between this page and a meeting, and tells the first that fails. */
export class Diagnoses {
  readonly #options: DiagnosisOptions;
  readonly #loops = new Set<CallLoop>();
  readonly #stop = new AbortController();

  constructor(options: DiagnosisOptions) {
    this.#options = options;
  }

  async diagnose(): Promise<Diagnosis> {
    const checks = [
      this.#policy(),
      this.#secure(),
      this.#webrtc(),
      await this.#device('camera'),
      await this.#device('microphone'),
      ...(this.#options.apiUrl === undefined ? [] : [await this.#api(this.#options.apiUrl)]),
      await this.#socket(),
      await this.#media(),
    ];
    const failing = checks.find(({ ok }) => !ok)?.layer;
    return { ok: failing === undefined, ...(failing === undefined ? {} : { failing }), checks };
  }

  /** Rejects with `webrtc-unsupported`; a loop that does not connect is a result, not an error. */
  async testCallQuality(): Promise<CallQuality> {
    const { ports, state } = this.#options;
    if (!ports.createPeerConnection) throw new CloudMeetError('webrtc-unsupported');
    const loop = new CallLoop(ports.clock, ports.createPeerConnection, state().preview?.iceServers ?? []);
    this.#loops.add(loop);
    try {
      return await loop.run();
    } finally {
      loop.close();
      this.#loops.delete(loop);
    }
  }

  close(): void {
    this.#stop.abort();
    for (const loop of this.#loops) loop.close();
  }

  #policy(): DiagnosisCheck {
    const blocked = (['camera', 'microphone'] as const).filter(
      (feature) => this.#options.ports.policyAllows(feature) === false,
    );
    if (blocked.length === 0)
      return passed('permissions-policy', 'The page may ask for camera and microphone.');
    return failed('permissions-policy', 'policy-blocked', `Not allowed here: ${blocked.join(', ')}.`);
  }

  #secure(): DiagnosisCheck {
    return this.#options.ports.secureContext
      ? passed('secure-context', 'The page is served securely.')
      : failed('secure-context', 'insecure-context');
  }

  #webrtc(): DiagnosisCheck {
    const { createPeerConnection, mediaDevices } = this.#options.ports;
    return createPeerConnection && mediaDevices
      ? passed('webrtc', 'This browser can join meetings.')
      : failed('webrtc', 'webrtc-unsupported');
  }

  async #device(layer: 'camera' | 'microphone'): Promise<DiagnosisCheck> {
    const { ports, state } = this.#options;
    const { permissions, audio, video } = state().media;
    if (permissions[layer] === 'denied') return failed(layer, 'permission-denied');
    const error = (layer === 'camera' ? video : audio).error;
    if (error) return failed(layer, error.code, error.message);
    const kind = layer === 'camera' ? 'videoinput' : 'audioinput';
    // Where devices cannot even be listed, none can be used.
    const devices = await ports.mediaDevices?.enumerateDevices().catch(() => []);
    return devices?.some((device) => device.kind === kind)
      ? passed(layer, `There is a ${layer}.`)
      : failed(layer, 'device-not-found');
  }

  async #api(apiUrl: string): Promise<DiagnosisCheck> {
    const signal = AbortSignal.any([this.#stop.signal, AbortSignal.timeout(answerWithinMs)]);
    return (await this.#options.ports.reaches(`${apiUrl}/healthz`, signal))
      ? passed('network-api', 'The API answers.')
      : failed('network-api', 'unavailable', 'The API does not answer from this page.');
  }

  async #socket(): Promise<DiagnosisCheck> {
    const inUse = connected.includes(this.#options.state().connection.status);
    return inUse || (await this.#socketOpens())
      ? passed('network-socket', 'The room socket opens.')
      : failed('network-socket', 'unavailable', 'The room socket does not open from this page.');
  }

  #socketOpens(): Promise<boolean> {
    const { ports, socketUrl } = this.#options;
    const { promise, resolve } = Promise.withResolvers<boolean>();
    try {
      const no = (): void => resolve(false);
      const socket = ports.openSocket(socketUrl, {
        opened: () => resolve(true),
        received: () => undefined,
        closed: no,
      });
      const cancel = ports.clock.after(answerWithinMs, no);
      this.#stop.signal.addEventListener('abort', no, { once: true });
      return promise.finally(() => {
        cancel();
        this.#stop.signal.removeEventListener('abort', no);
        socket.close();
      });
    } catch {
      // The constructor throws for an address that no page may use (WHATWG WebSockets 3.1).
      return Promise.resolve(false);
    }
  }

  async #media(): Promise<DiagnosisCheck> {
    if (!this.#options.ports.createPeerConnection) return failed('network-media', 'webrtc-unsupported');
    const { result } = await this.testCallQuality();
    return result === 'failed'
      ? failed('network-media', 'network-blocked')
      : passed('network-media', `Media gets through; the test call was ${result}.`);
  }
}

const passed = (layer: DiagnosisLayer, message: string): DiagnosisCheck => ({ layer, ok: true, message });

const failed = (layer: DiagnosisLayer, code: ErrorCode, message?: string): DiagnosisCheck => ({
  layer,
  ok: false,
  code,
  message: message ?? errorSpecs[code].message,
  fix: errorSpecs[code].fix,
});
