import type { PictureLayer } from '../../children/messages.ts';

const settleMs = 3000;
const firstPatienceMs = 6000;
const patienceMaxMs = 60_000;
const failedWithinMs = 8000;

/** What the path to a client looks like now. */
export interface PathState {
  nowMs: number;
  /** The client's estimate (REMB) of what it can receive; null before the first. */
  estimateBps: number | null;
  /** What we sent in the last second, picture and sound. */
  sentBps: number;
  /** Share of packets lost, 0 to 1, as reported last. */
  loss: number;
}

/**
 * Which layer a client gets: the smallest that fills what it shows, and smaller ones when the path does not carry it.
 * An estimate cannot exceed what is sent by much, so going up is a trial: after a quiet time, which doubles with each
 * trial that failed. That keeps a path on the edge from flapping.
 */
export class LayerChoice {
  /** From small to large. */
  readonly #layers: readonly PictureLayer[];
  #view = { width: 1280, height: 720 };
  #limit: number;
  #changedMs = -Infinity;
  #raisedMs = -Infinity;
  #patienceMs = firstPatienceMs;

  /** Layers of the codec that the client decodes. */
  constructor(layers: readonly PictureLayer[]) {
    this.#layers = [...layers].sort((a, b) => a.height - b.height || a.bitsPerSecond - b.bitsPerSecond);
    this.#limit = this.#layers.length - 1;
  }

  /** What the client shows at most, in device pixels; 0×0 for nothing. */
  show(width: number, height: number): void {
    this.#view = { width, height };
  }

  /** The smallest layer that covers what is shown, within a tenth. */
  #fitting(): number {
    const at = this.#layers.findIndex(
      (layer) => layer.width * 1.1 >= this.#view.width && layer.height * 1.1 >= this.#view.height,
    );
    return at < 0 ? this.#layers.length - 1 : at;
  }

  get choice(): PictureLayer | null {
    if (this.#view.width === 0 || this.#view.height === 0) return null;
    return this.#layers[Math.min(this.#limit, this.#fitting())] ?? null;
  }

  /** Looks at the path, about once a second. */
  update(path: PathState): PictureLayer | null {
    const current = Math.min(this.#limit, this.#fitting());
    const congested =
      path.loss > 0.1 ||
      (path.estimateBps !== null && path.estimateBps < path.sentBps * 0.9 && path.sentBps > 80_000);
    if (congested) this.#lower(current, path.nowMs);
    else if (path.loss < 0.03) this.#raise(path);
    return this.choice;
  }

  #lower(current: number, nowMs: number): void {
    if (nowMs - this.#changedMs < settleMs || current <= 0) return;
    if (nowMs - this.#raisedMs < failedWithinMs) {
      this.#patienceMs = Math.min(patienceMaxMs, this.#patienceMs * 2);
    }
    this.#limit = current - 1;
    this.#changedMs = nowMs;
  }

  #raise(path: PathState): void {
    if (this.#limit >= this.#fitting() || path.nowMs - this.#changedMs < this.#patienceMs) return;
    const held = path.nowMs - this.#raisedMs > patienceMaxMs;
    if (held) this.#patienceMs = firstPatienceMs;
    this.#limit += 1;
    this.#changedMs = path.nowMs;
    this.#raisedMs = path.nowMs;
  }
}
