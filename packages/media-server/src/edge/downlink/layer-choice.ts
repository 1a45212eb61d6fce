import type { PictureLayer } from '../../children/messages.ts';
import { LayerTrial } from './layer-trial.ts';

/** What a change made shows after this. */
const settleMs = 1000;
const firstPatienceMs = 4000;
const patienceMaxMs = 30_000;
const failedWithinMs = 8000;
/** After a sign of too much, nothing more is tried for so long. */
const quietMs = 3000;
/** A path that loses more, over some seconds, does not carry what it gets. */
const lossTooMuch = 0.1;
/** Up to this a path gets on with repetition, and more is tried on it: a radio loses some packets however few are sent. */
const lossBearable = 0.06;
/** How much of a second's loss counts: one report is of few packets. */
const averaging = 0.3;
/** Of so many packets that many lost are no chance. */
const burstPackets = 40;
const burstLoss = 0.3;
/** Estimates have few digits. */
const rounding = 0.98;
/** An estimate below this share of what is sent, with so many packets lost, is no mistake. */
const plain = 0.7;
const lossPlain = 0.05;
/** Any other has to be confirmed: clients who were only busy, or a radio that paused, say more again by then. */
const confirmMinMs = 1000;
const confirmMaxMs = 4000;
/** What a picture takes with its headers, and the sound beside it. */
const overhead = 1.08;
const soundBps = 70_000;
const spare = 1.05;
const growthASecond = 1.1;
/** For so long after the last sign a path is known to be narrow. */
const narrowMs = 10_000;

/** What the path to a client looks like now. */
export interface PathState {
  nowMs: number;
  /** The client's estimate (REMB) of what it can receive; null before the first. */
  estimateBps: number | null;
  /** What we sent in the last second, picture and sound. */
  sentBps: number;
  /** Packets so far that were to come, and those that were lost, as reported. */
  expected: number;
  lost: number;
  /** Of the report that is new now; null where there is none. */
  roundTripMs: number | null;
}

/** What a layer takes of a path, with the sound. */
export const needsBps = (layer: PictureLayer): number => layer.bitsPerSecond * overhead + soundBps;

/**
 * Which layer a client gets: the smallest that fills what it shows, and smaller ones when the path does not carry it. An
 * estimate that is low and grows is no sign, since clients begin low; one that falls below what is sent is. It cannot
 * exceed what is sent by much, so before a larger layer is sent, as much is tried (`LayerTrial`) after a quiet time, which doubles
 * with each trial that failed.
 */
export class LayerChoice {
  /** From small to large. */
  readonly #layers: readonly PictureLayer[];
  #view = { width: 1280, height: 720 };
  #limit: number;
  #changedMs = -Infinity;
  #raisedMs: number | null = null;
  #triedMs = -Infinity;
  #patienceMs = firstPatienceMs;
  #trial: LayerTrial | null = null;
  #estimateBps = 0;
  /** What the estimate fell to, as long as it has not grown since. */
  #fallenBps = 0;
  #warnedMs = -Infinity;
  #signMs = -Infinity;
  #carriedBps = Infinity;
  #followedMs = 0;
  #lossShare = 0;
  /** Of the last packets that were counted. */
  #lately = 0;
  #roundTripMs = 0;
  #counted = { atMs: -Infinity, expected: 0, lost: 0 };
  /** The path carries so much less than what was sent that nothing more of it makes sense. */
  isUrgent = false;

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

  get isTrying(): boolean {
    return this.#trial !== null;
  }

  /** What is to be sent to see whether the path carries it, on top of what is sent anyway. */
  extraBps(nowMs: number): number {
    return this.#trial?.extraBps(nowMs) ?? 0;
  }

  /** What a path carries that is known to be narrow; null for any other. */
  narrowBps(nowMs: number): number | null {
    const isNarrow = this.#limit < this.#fitting() || nowMs - this.#signMs < narrowMs;
    return isNarrow && this.#carriedBps < Infinity ? this.#carriedBps : null;
  }

  /** Looks at the path: whenever the client reports, and about once a second. */
  update(path: PathState): PictureLayer | null {
    const carried = this.#tooMuch(path);
    this.#follow(path, carried);
    if (this.#trial !== null) this.#judgeTrial(path);
    else if (carried !== null) this.#lower(carried, path);
    else if (this.#lossShare <= lossBearable) this.#raise(path);
    return this.choice;
  }

  /** What the path carries, where it says that it is less than what is sent; else null. */
  #tooMuch({ nowMs, estimateBps, sentBps, expected, lost }: PathState): number | null {
    this.#count(nowMs, expected, lost);
    const arrivedBps = sentBps * (1 - this.#lately);
    if (this.#lately > burstLoss) return Math.min(arrivedBps, estimateBps ?? Infinity);
    if (estimateBps !== null && estimateBps < sentBps * 0.9 && sentBps > 80_000) {
      if (estimateBps < this.#estimateBps * rounding) this.#fallenBps = estimateBps;
      if (estimateBps <= this.#fallenBps / rounding) return Math.min(arrivedBps, estimateBps);
    }
    this.#fallenBps = 0;
    return this.#lossShare > lossTooMuch ? arrivedBps : null;
  }

  /** Counts packets that were lost, lately and over some seconds. What was sent before the last change is of no matter. */
  #count(nowMs: number, expected: number, lost: number): void {
    const packets = expected - this.#counted.expected;
    const seconds = Math.min(1, (nowMs - this.#counted.atMs) / 1000);
    const isNew = nowMs - this.#changedMs < settleMs;
    if (!isNew && packets < burstPackets && seconds < 1) return;
    const share = Math.min(1, Math.max(0, (lost - this.#counted.lost) / Math.max(1, packets)));
    this.#counted = { atMs: nowMs, expected, lost };
    this.#lately = isNew || packets < burstPackets / 2 ? 0 : share;
    if (!isNew) this.#lossShare += (share - this.#lossShare) * (1 - (1 - averaging) ** seconds);
  }

  #follow({ nowMs, estimateBps, roundTripMs }: PathState, carried: number | null): void {
    if (roundTripMs !== null && this.#trial === null)
      this.#roundTripMs += (roundTripMs - this.#roundTripMs) * averaging;
    if (carried !== null) {
      this.#signMs = nowMs;
      this.#carriedBps = carried;
    } else if (estimateBps !== null) {
      // An estimate may be of a time before the path became narrow.
      const grown = this.#carriedBps * growthASecond ** Math.min(1, (nowMs - this.#followedMs) / 1000);
      this.#carriedBps = Math.max(this.#carriedBps, Math.min(estimateBps, grown));
    }
    this.#followedMs = nowMs;
    if (estimateBps !== null) this.#estimateBps = estimateBps;
    const isProven = this.#raisedMs !== null && nowMs - this.#raisedMs > failedWithinMs;
    if (!isProven) return;
    this.#raisedMs = null;
    this.#patienceMs = firstPatienceMs;
  }

  #lower(carried: number, { nowMs, sentBps }: PathState): void {
    const current = Math.min(this.#limit, this.#fitting());
    // What a trial sent says nothing of the layer, which is why it was made.
    if (nowMs - Math.max(this.#changedMs, this.#triedMs) < settleMs || current <= 0) return;
    const isPlain = carried <= sentBps * plain && this.#lately > lossPlain;
    if (!isPlain && !this.#isConfirmed(nowMs)) return;
    if (this.#raisedMs !== null) this.#waitLonger();
    const now = this.#layers[current];
    const fits = this.#layers.findLastIndex((layer, at) => at < current && needsBps(layer) <= carried);
    this.isUrgent = now !== undefined && carried < needsBps(now) * plain;
    this.#limit = Math.max(0, fits);
    this.#changedMs = nowMs;
    this.#raisedMs = null;
    // What was said of the layer before says nothing of this one.
    this.#lossShare = 0;
    this.#lately = 0;
    this.#fallenBps = 0;
    this.#warnedMs = -Infinity;
  }

  /** Whether another such sign came a moment ago. */
  #isConfirmed(nowMs: number): boolean {
    const sinceMs = nowMs - this.#warnedMs;
    if (sinceMs > confirmMaxMs) this.#warnedMs = nowMs;
    return sinceMs >= confirmMinMs && sinceMs <= confirmMaxMs;
  }

  #waitLonger(): void {
    this.#patienceMs = Math.min(patienceMaxMs, this.#patienceMs * 2);
  }

  #raise(path: PathState): void {
    const next = this.#layers[this.#limit + 1];
    if (next === undefined || this.#limit >= this.#fitting() || this.#trial !== null) return;
    const { nowMs, sentBps } = path;
    const sinceMs = nowMs - Math.max(this.#changedMs, this.#triedMs);
    if (sinceMs < this.#patienceMs || nowMs - this.#signMs < quietMs) return;
    const toBps = needsBps(next) * spare;
    const usual = { usualLoss: this.#lossShare, usualRoundTripMs: this.#roundTripMs };
    this.#trial = new LayerTrial({ ...path, ...usual, fromBps: sentBps, toBps });
  }

  #judgeTrial(path: PathState): void {
    const verdict = this.#trial?.verdict(path) ?? null;
    if (verdict === null) return;
    this.#trial = null;
    this.#triedMs = path.nowMs;
    if (verdict === 'carries') this.#step(path.nowMs);
    else this.#waitLonger();
  }

  #step(nowMs: number): void {
    this.#limit += 1;
    this.#changedMs = nowMs;
    this.#raisedMs = nowMs;
    this.isUrgent = false;
    const layer = this.#layers[this.#limit];
    if (layer !== undefined) this.#carriedBps = Math.max(this.#carriedBps, needsBps(layer) * spare);
  }
}
