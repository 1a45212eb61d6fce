import { randomInt } from 'node:crypto';
import type { SenderState } from '../rtcp/write-rtcp.ts';
import { timestampAt } from '../clock.ts';

/**
 * Numbers of one source that we send to one client: sequence numbers without gaps, and with them the rollover counter
 * of SRTP, so that no pair of them is ever used twice (RFC 3711 section 3.2.1).
 */
export class OutgoingSource {
  readonly ssrc: number;
  readonly clockRate: number;
  packets = 0;
  octets = 0;
  /** Below 2^15, so that nobody mistakes the first wrap (RFC 3711 section 3.3.1). */
  #index = randomInt(0x8000);
  #lastTimestamp = 0;
  /** 0 before the first packet. */
  #lastUnixMs = 0;

  constructor(ssrc: number, clockRate: number) {
    this.ssrc = ssrc;
    this.clockRate = clockRate;
  }

  /** The index of the last packet. */
  get index(): number {
    return this.#index;
  }

  /** The index of the next packet: 16 bits of sequence number below the rollover counter. */
  next(octets: number): number {
    this.packets += 1;
    this.octets += octets;
    this.#index += 1;
    return this.#index;
  }

  sent(timestamp: number, unixMs: number): void {
    this.#lastTimestamp = timestamp;
    this.#lastUnixMs = unixMs;
  }

  /**
   * For a sender report: the timestamp of this moment. Timestamps of this node are made of Unix time; a source that
   * keeps other time is followed from its last packet on.
   */
  state(unixMs: number): SenderState | null {
    if (this.#lastUnixMs === 0) return null;
    const byClock = timestampAt(unixMs, this.clockRate);
    const bySource =
      (this.#lastTimestamp + ((unixMs - this.#lastUnixMs) * this.clockRate) / 1000) % 0x100000000;
    const apart = Math.abs((byClock - bySource) | 0) / this.clockRate;
    const timestamp = apart < 1 ? byClock : Math.round(bySource);
    return { ssrc: this.ssrc, unixMs, timestamp, packets: this.packets, octets: this.octets };
  }
}
