import { createUnwrapper, distance16 } from '../rtp/arithmetic.ts';
import { createLossWait, type LossWait, type LossWaitOptions } from './loss-wait.ts';

export interface PacketOrderOptions<Packet> extends LossWaitOptions {
  /** Takes each packet once, in the order of sequence numbers. */
  onPacket: (packet: Packet) => void;
  /**
   * What comes next does not follow what came last: packets were given up, or the sender began anew. The frame that
   * has begun is broken and, unless the next one is a keyframe, so are all until one is.
   */
  onGap: () => void;
}

/** So many packets wait at most: about half a second of a picture at 8 Mbit/s. */
const waitingMax = 512;
/** A sequence number this far from the expected one is a sender that began anew (RFC 3550 appendix A.1). */
const jump = 3000;

/**
 * The jitter buffer of a picture: brings packets into order, waits for missing ones as long as they are likely still to
 * come, and then goes on without them. It holds nothing back that is complete: smoothness of display is the receiver's
 * business, while a mixer shows the newest picture it has.
 */
export class PacketOrder<Packet> {
  readonly #options: PacketOrderOptions<Packet>;
  readonly #wait: LossWait;
  readonly #waiting = new Map<number, { packet: Packet; sinceMs: number }>();
  #unwrap = createUnwrapper(16);
  #next: number | null = null;
  #newest = -Infinity;

  constructor(options: PacketOrderOptions<Packet>) {
    this.#options = options;
    this.#wait = createLossWait(options);
  }

  /** `sequenceNumber` is 16 bit; duplicates and what was given up before are dropped. */
  push(sequenceNumber: number, packet: Packet, nowMs: number): void {
    if (this.#next !== null && Math.abs(distance16(this.#next & 0xffff, sequenceNumber)) > jump)
      this.#restart();
    const sequence = this.#unwrap(sequenceNumber);
    this.#next ??= sequence;
    if (sequence < this.#next || this.#waiting.has(sequence)) return;
    if (sequence > this.#newest) {
      if (this.#newest >= this.#next - 1) this.#wait.missing(this.#newest + 1, sequence, nowMs);
      this.#newest = sequence;
    } else this.#wait.found(sequence, nowMs);
    this.#waiting.set(sequence, { packet, sinceMs: nowMs });
    this.#drain();
    if (this.#waiting.size > waitingMax) this.#giveUp();
  }

  /** Goes on without packets that were waited for long enough. Call it every some ms. */
  expire(nowMs: number): void {
    for (;;) {
      const [first] = this.#waiting.values();
      if (!first || nowMs - first.sinceMs < this.#wait.ms()) return;
      this.#giveUp();
    }
  }

  /** Forgets everything, as if nothing had arrived. */
  reset(): void {
    this.#waiting.clear();
    this.#wait.forget();
    this.#unwrap = createUnwrapper(16);
    this.#next = null;
    this.#newest = -Infinity;
  }

  /** How long a missing packet is waited for now, in milliseconds. */
  waitMs(): number {
    return this.#wait.ms();
  }

  #restart(): void {
    this.reset();
    this.#options.onGap();
  }

  #drain(): void {
    while (this.#next !== null) {
      const entry = this.#waiting.get(this.#next);
      if (!entry) return;
      this.#waiting.delete(this.#next);
      this.#next += 1;
      this.#options.onPacket(entry.packet);
    }
  }

  /** Goes on with the nearest packet behind the gap. */
  #giveUp(): void {
    let nearest = Infinity;
    for (const sequence of this.#waiting.keys()) nearest = Math.min(nearest, sequence);
    this.#next = nearest;
    this.#wait.gaveUpBefore(nearest);
    this.#options.onGap();
    this.#drain();
  }
}
