// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- types of a package without any cannot be imported
/// <reference path="./hls-light.d.ts" />
import Hls from 'hls.js/light';
import type { ErrorData } from 'hls.js';
import { followElement, playOrSilently } from './stream-player.ts';
import type { PlayerOptions, StreamPlayer } from './stream-player.ts';

/** Who falls behind plays this much faster until they are back at the edge; pitch is kept by the browser. */
const catchUpRateMax = 1.2;
/** Further behind than this there is no catching up: the edge is jumped to. */
const behindSecondsMax = 12;
/** What was played stays for a moment, not for hours. */
const keptSeconds = 20;
const restartFirstMs = 1000;
const restartMaxMs = 10_000;

/**
 * A player of low-latency HLS (RFC 8216bis) by Media Source Extensions. It begins at the live edge, keeps to it by its
 * rate, and begins anew by itself, 1 s to 10 s later, when a stream breaks. Undefined where the browser has no MSE.
 */
export function createHlsPlayer(options: PlayerOptions): StreamPlayer | undefined {
  return Hls.isSupported() ? new HlsPlayer(options) : undefined;
}

class HlsPlayer implements StreamPlayer {
  readonly #options: PlayerOptions;
  readonly #stopFollowing: () => void;
  #hls: Hls;
  #repaired = false;
  #restartMs = restartFirstMs;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: PlayerOptions) {
    this.#options = options;
    this.#stopFollowing = followElement(options.element, (word) => {
      if (word === 'playing') {
        this.#restartMs = restartFirstMs;
        this.#repaired = false;
      }
      options.told(word);
    });
    this.#hls = this.#begin();
  }

  latencySeconds(): number | null {
    const { latency } = this.#hls;
    return Number.isFinite(latency) && latency > 0 ? latency : null;
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#stopFollowing();
    this.#hls.destroy();
  }

  #begin(): Hls {
    const { url, element, silenced, told } = this.#options;
    const hls = new Hls({
      lowLatencyMode: true,
      // the parts are fMP4 already: there is nothing to convert beside the page
      enableWorker: false,
      maxLiveSyncPlaybackRate: catchUpRateMax,
      backBufferLength: keptSeconds,
    });
    told('loading');
    hls.on(Hls.Events.MANIFEST_PARSED, () => void playOrSilently(element, silenced));
    hls.on(Hls.Events.LEVEL_UPDATED, () => {
      if (hls.latency > behindSecondsMax && hls.liveSyncPosition !== null)
        element.currentTime = hls.liveSyncPosition;
    });
    hls.on(Hls.Events.ERROR, (_event, error) => this.#failed(error));
    hls.loadSource(url);
    hls.attachMedia(element);
    return hls;
  }

  #failed({ fatal, type }: ErrorData): void {
    if (!fatal) return;
    if (type === Hls.ErrorTypes.MEDIA_ERROR && !this.#repaired) {
      this.#repaired = true;
      this.#hls.recoverMediaError();
      return;
    }
    this.#options.told('failed');
    this.#hls.destroy();
    this.#timer = setTimeout(() => {
      this.#hls = this.#begin();
    }, this.#restartMs);
    this.#restartMs = Math.min(this.#restartMs * 2, restartMaxMs);
  }
}
