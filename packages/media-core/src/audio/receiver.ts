import { opusSamples } from '../opus/packet.ts';
import { createConcealment } from './concealment.ts';
import { createDelayEstimator, type DelayEstimator, type DelayOptions } from './delay-estimator.ts';
import { createPacketQueue, type QueuedSound, type SoundPacket } from './packet-queue.ts';
import { frameSamples, sampleRate } from './pcm.ts';
import { createSampleQueue } from './sample-queue.ts';
import { lengthen, scalableSamples, shorten } from './time-scale.ts';

export interface ReceiverStats {
  received: number;
  /** Came after their time and were not played. */
  late: number;
  duplicate: number;
  /** Packets that never came in time. */
  lost: number;
  /** No Opus packet, or the decoder refused it. */
  broken: number;
  /** Samples made up in place of missing ones. */
  concealedSamples: number;
  /** Periods taken out or put in to change the delay. */
  shortened: number;
  lengthened: number;
  delayMs: number;
  targetMs: number;
  /** How much longer than that packets wait for their turn, on average: by so much could be pulled sooner. */
  slackMs: number;
  jitterMs: number;
  /** How much later than the fastest packet nearly all others came lately (97 %), in steps of 5 ms. */
  lateMs: number;
}

export interface ReceiverOptions extends DelayOptions {
  /** Decodes one packet to mono at 48 kHz, full scale 32768; null when it cannot be decoded. The array may be used again. */
  decode: (payload: Uint8Array) => Float32Array | null;
}

const samplesPerMs = sampleRate / 1000;
/** A jump of more than this is a new beginning, not loss. */
const jumpSamples = 3 * sampleRate;
/** More than this waiting means the receiver stood still: the oldest is thrown away. */
const waitingMaxMs = 1000;
/** The delay grows when packets are wanted so much sooner than nearly all are there. */
const shortMs = 4;
/** It shrinks when they wait so long that one more than needed is always there. */
const spareMs = 19;
/** Ticks are not even; their unevenness is no reason to change anything. */
const averaging = 0.1;

/**
 * One sender's sound: packets in, an even stream of 20 ms frames out. The adaptive jitter buffer: playing begins when
 * the target delay is filled; what is missing at its time is concealed; when nothing at all is there for 100 ms,
 * playing ends and begins anew with what comes. The delay follows the target by taking out or putting in single pitch
 * periods, which is not heard. A sender's pause (DTX) is no loss: sequence numbers go on without a gap.
 */
export class AudioReceiver {
  readonly #decodePayload: ReceiverOptions['decode'];
  readonly #delay: DelayEstimator;
  readonly #queue = createPacketQueue();
  readonly #ready = createSampleQueue();
  readonly #concealment = createConcealment();
  readonly #counts = { received: 0, late: 0, duplicate: 0, lost: 0, broken: 0, concealedSamples: 0 };
  readonly #scaled = { shortened: 0, lengthened: 0 };
  readonly #frame = new Float32Array(frameSamples);
  #playing = false;
  /** Where the next sample to be decoded belongs. */
  #next = -Infinity;
  #lastSequence = 0;
  /** How long after the fastest possible moment sound is played now: averaged over some ticks. */
  #delayMs = 0;
  /** How long after the fastest possible moment the next packet is wanted: the delay less what is decoded already. */
  #leadMs = 0;
  /** Samples concealed while nothing was there, which a gap that shows later need not conceal again. */
  #advance = 0;

  constructor(options: ReceiverOptions) {
    this.#decodePayload = options.decode;
    this.#delay = createDelayEstimator(options);
  }

  push(packet: SoundPacket, arrivedMs: number): void {
    this.#counts.received += 1;
    const samples = opusSamples(packet.payload);
    if (samples === null) {
      this.#counts.broken += 1;
      return;
    }
    const at = this.#queue.unwrap(packet.timestamp);
    const reference = this.#playing ? this.#next : (this.#queue.last()?.at ?? at);
    if (Math.abs(at - reference) > jumpSamples) this.reset();
    const outcome = this.#queue.insert(packet, samples, this.#playing ? this.#next : -Infinity);
    if (outcome === 'duplicate') this.#counts.duplicate += 1;
    else this.#delay.update(at / samplesPerMs, arrivedMs);
    if (outcome === 'late') this.#counts.late += 1;
    while (this.#waitingMs() > waitingMaxMs && this.#queue.size() > 1) this.#queue.shift();
  }

  /** Counts a packet's delay without keeping it. */
  note(timestamp: number, arrivedMs: number): void {
    this.#delay.update(this.#queue.unwrap(timestamp) / samplesPerMs, arrivedMs);
  }

  /** The next 20 ms, or null while there is nothing to play. The array holds them until the next call. */
  pull(nowMs: number): Float32Array | null {
    if (!this.#playing && !this.#begin(nowMs)) return null;
    this.#delayMs += (this.#delayAt(nowMs) - this.#delayMs) * averaging;
    this.#leadMs += (this.#leadAt(nowMs) - this.#leadMs) * averaging;
    this.#adapt();
    this.#fillFrame();
    this.#ready.takeInto(this.#frame);
    if (this.#queue.size() === 0 && this.#concealment.faded()) this.reset();
    return this.#frame;
  }

  /** Lets 20 ms pass without decoding them. What is pulled next comes as out of silence. */
  skip(nowMs: number): void {
    if (!this.#playing && !this.#begin(nowMs)) return;
    const ready = this.#ready.drop(frameSamples);
    this.#next += frameSamples - ready;
    for (;;) {
      const first = this.#queue.first();
      if (!first || first.at + first.samples > this.#next) break;
      this.#queue.shift();
      this.#lastSequence = first.sequence;
    }
    this.#advance = 0;
    this.#concealment.reset();
  }

  /** See `ReceiverStats`. */
  get slackMs(): number {
    return this.#leadMs - this.#delay.targetMs();
  }

  /** Throws away what is waiting; the next packet begins anew. */
  reset(): void {
    this.#playing = false;
    this.#next = -Infinity;
    this.#advance = 0;
    this.#queue.clear();
    this.#ready.clear();
    this.#concealment.reset();
  }

  stats(): Readonly<ReceiverStats> {
    return {
      ...this.#counts,
      ...this.#scaled,
      delayMs: this.#delayMs,
      targetMs: this.#delay.targetMs(),
      slackMs: this.slackMs,
      jitterMs: this.#delay.jitterMs(),
      lateMs: this.#delay.lateMs(),
    };
  }

  #waitingMs(): number {
    const last = this.#queue.last();
    const from = this.#playing ? this.#next : this.#queue.first()?.at;
    const queued = last && from !== undefined ? Math.max(0, last.at + last.samples - from) : 0;
    return (this.#ready.size() + queued) / samplesPerMs;
  }

  #delayAt(nowMs: number): number {
    return this.#leadAt(nowMs) + this.#ready.size() / samplesPerMs;
  }

  #leadAt(nowMs: number): number {
    return nowMs - this.#next / samplesPerMs - this.#delay.fastestMs();
  }

  #begin(nowMs: number): boolean {
    const first = this.#queue.first();
    if (!first) return false;
    this.#next = first.at;
    this.#delayMs = this.#delayAt(nowMs);
    if (this.#delayMs < this.#delay.targetMs()) return false;
    this.#playing = true;
    this.#leadMs = this.#leadAt(nowMs);
    this.#lastSequence = first.sequence - 1;
    return true;
  }

  /** Brings the delay one period nearer to its target. */
  #adapt(): void {
    const { slackMs } = this;
    const tooShort = slackMs < -shortMs;
    if (!tooShort && slackMs <= spareMs) return;
    this.#decodeUpTo(scalableSamples);
    if (this.#ready.size() < scalableSamples) return;
    const samples = new Float32Array(scalableSamples);
    this.#ready.takeInto(samples);
    const changed = tooShort ? lengthen(samples) : shorten(samples);
    this.#ready.unshift(changed ?? samples);
    if (!changed) return;
    this.#shift((changed.length - samples.length) / samplesPerMs);
    if (tooShort) this.#scaled.lengthened += 1;
    else this.#scaled.shortened += 1;
  }

  /** What is averaged moves at once when it is known by how much it moved. */
  #shift(byMs: number): void {
    this.#delayMs += byMs;
    this.#leadMs += byMs;
  }

  /** Decodes what is there without a gap, until so many samples are ready. */
  #decodeUpTo(samples: number): void {
    for (;;) {
      const first = this.#queue.first();
      if (!first || this.#ready.size() >= samples || first.at > this.#next) return;
      this.#queue.shift();
      if (first.at + first.samples > this.#next) this.#decode(first);
    }
  }

  /** Makes a whole frame ready, with made-up sound where there is none. */
  #fillFrame(): void {
    for (;;) {
      this.#decodeUpTo(frameSamples);
      const missing = frameSamples - this.#ready.size();
      if (missing <= 0) return;
      const first = this.#queue.first();
      if (first && this.slackMs >= -shortMs) {
        this.#bridge(first);
      } else {
        // Nothing is there, or the delay has to grow: the place stays open for what may still come.
        this.#conceal(missing);
        this.#advance += missing;
        this.#shift(missing / samplesPerMs);
      }
    }
  }

  #decode(packet: QueuedSound): void {
    const decoded = this.#decodePayload(packet.payload);
    this.#next = packet.at + packet.samples;
    this.#counts.lost += Math.max(0, packet.sequence - this.#lastSequence - 1);
    this.#lastSequence = Math.max(packet.sequence, this.#lastSequence);
    this.#advance = 0;
    if (!decoded) {
      this.#counts.broken += 1;
      this.#conceal(packet.samples);
      return;
    }
    this.#concealment.remember(decoded);
    this.#ready.push(decoded);
  }

  /** Fills the gap before a packet that is there. */
  #bridge(packet: QueuedSound): void {
    const known = Math.min(this.#advance, packet.at - this.#next);
    this.#next += known;
    this.#advance -= known;
    this.#shift(-known / samplesPerMs);
    const missing = Math.min(frameSamples, packet.at - this.#next);
    if (missing <= 0) return;
    this.#conceal(missing);
    this.#next += missing;
  }

  #conceal(samples: number): void {
    this.#counts.concealedSamples += samples;
    this.#ready.push(this.#concealment.conceal(samples));
  }
}
