import type { BrowserPorts } from '../ports/browser-ports.ts';

/** Silence in dBov (RFC 6464 section 3). */
export const silenceDbov = -127;

/** Root mean square of samples between -1 and 1, in dBov; a full-scale square wave is 0. */
export function levelDbov(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return dbov(Math.sqrt(sum / Math.max(1, samples.length)));
}

/** An amplitude between 0 and 1 in dBov. */
export function dbov(amplitude: number): number {
  return amplitude <= 0 ? silenceDbov : Math.max(silenceDbov, Math.min(0, 20 * Math.log10(amplitude)));
}

interface Tap {
  context: AudioContext;
  source: MediaStreamAudioSourceNode;
  analyser: AnalyserNode;
  samples: Float32Array<ArrayBuffer>;
}

/** Reads the loudness of my own microphone. One AudioContext, started by the first gesture where it must be. */
export class LevelMeter {
  readonly #ports: Pick<BrowserPorts, 'createAudioContext' | 'createMediaStream' | 'onGesture'>;
  #context: AudioContext | undefined;
  #tap: Tap | undefined;
  #stopWaiting: (() => void) | undefined;
  #closed = false;

  constructor(ports: Pick<BrowserPorts, 'createAudioContext' | 'createMediaStream' | 'onGesture'>) {
    this.#ports = ports;
  }

  /** Listens to this track from now on; null to none. */
  watch(track: MediaStreamTrack | null): void {
    this.#tap?.source.disconnect();
    this.#tap = undefined;
    if (!track || this.#closed) return;
    const context = this.#running();
    if (!context) return;
    const source = context.createMediaStreamSource(this.#ports.createMediaStream([track]));
    const analyser = context.createAnalyser();
    analyser.fftSize = 1024;
    source.connect(analyser);
    this.#tap = { context, source, analyser, samples: new Float32Array(analyser.fftSize) };
  }

  /** In dBov; silence while nothing is watched or the context may not run yet. */
  read(): number {
    const tap = this.#tap;
    if (tap?.context.state !== 'running') return silenceDbov;
    tap.analyser.getFloatTimeDomainData(tap.samples);
    return levelDbov(tap.samples);
  }

  close(): void {
    this.watch(null);
    this.#closed = true;
    this.#stopWaiting?.();
    // Closing a context that is closed already rejects, and there is nothing left to release then.
    this.#context?.close().catch(() => undefined);
    this.#context = undefined;
  }

  #running(): AudioContext | undefined {
    this.#context ??= this.#ports.createAudioContext?.();
    const context = this.#context;
    if (context?.state === 'suspended' && !this.#stopWaiting) this.#resumeOnGesture(context);
    return context;
  }

  /** Browsers start an AudioContext of a page nobody has touched yet suspended (autoplay policy). */
  #resumeOnGesture(context: AudioContext): void {
    const resume = (): void => {
      // Refused before a gesture; the next gesture tries again.
      context.resume().then(
        () => this.#stopWaiting?.(),
        () => undefined,
      );
    };
    this.#stopWaiting = this.#ports.onGesture(resume);
    resume();
  }
}
