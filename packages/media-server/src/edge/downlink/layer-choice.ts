import type { PictureLayer } from '../../children/messages.ts';

const settleMs = 3000;
const firstPatienceMs = 6000;
const patienceMaxMs = 60_000;
const failedWithinMs = 8000;
/** A path that loses more, over some seconds, does not carry what it gets. */
const lossTooMuch = 0.1;
/** Up to this a path gets on with repetition, and more is tried on it: a radio loses some packets however few are sent. */
const lossBearable = 0.06;
/** One report is of few packets. */
const averaging = 0.3;
/** An estimate that has not grown for so long, some reports, has found its end. */
const growsMs = 3000;

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
 * trial that failed. That keeps a path on the edge from flapping. An estimate follows what is sent by some percent a second:
 * while it grows, it is no sign that the path carries less.
 */
export class LayerChoice {
  /** From small to large. */
  readonly #layers: readonly PictureLayer[];
  #view = { width: 1280, height: 720 };
  #limit: number;
  #changedMs = -Infinity;
  #raisedMs = -Infinity;
  #patienceMs = firstPatienceMs;
  #loss = 0;
  #estimateBps = Infinity;
  #grewMs = -Infinity;

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
    this.#loss += (path.loss - this.#loss) * averaging;
    if (this.#loss > lossTooMuch || this.#isTooMuch(path)) this.#lower(current, path.nowMs);
    else if (this.#loss <= lossBearable) this.#raise(path);
    return this.choice;
  }

  /** Whether the client says that it cannot receive what is sent. */
  #isTooMuch({ nowMs, estimateBps, sentBps }: PathState): boolean {
    if (estimateBps === null) return false;
    if (estimateBps > this.#estimateBps) this.#grewMs = nowMs;
    else if (estimateBps < this.#estimateBps) this.#grewMs = -Infinity;
    this.#estimateBps = estimateBps;
    return estimateBps < sentBps * 0.9 && sentBps > 80_000 && nowMs - this.#grewMs >= growsMs;
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
