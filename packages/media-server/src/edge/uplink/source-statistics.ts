import type { ReportBlock } from '../rtcp/read-rtcp.ts';
import { ntpMiddleOf } from '../rtcp/write-rtcp.ts';
import { sequenceDistance } from './sequence.ts';

/** Counts what arrives from one source and reports it (RFC 3550 appendices A.3 and A.8). */
export class SourceStatistics {
  readonly #ssrc: number;
  readonly #clockRate: number;
  #highest = -1;
  #first = 0;
  #received = 0;
  #expectedBefore = 0;
  #receivedBefore = 0;
  #jitter = 0;
  #transit: number | null = null;
  #lastReport = 0;
  #lastReportAtMs = 0;

  constructor(ssrc: number, clockRate: number) {
    this.#ssrc = ssrc;
    this.#clockRate = clockRate;
  }

  /** Returns the extended sequence number: it grows over the wrap. */
  add(sequence: number, timestamp: number, arrivalMs: number): number {
    this.#received += 1;
    const transit = Math.round((arrivalMs * this.#clockRate) / 1000) - timestamp;
    if (this.#transit !== null) {
      const change = Math.abs((transit - this.#transit) | 0);
      this.#jitter += (change - this.#jitter) / 16;
    }
    this.#transit = transit;
    if (this.#highest < 0) {
      this.#highest = sequence;
      this.#first = sequence;
      return sequence;
    }
    const extended = this.extend(sequence);
    if (extended > this.#highest) this.#highest = extended;
    return extended;
  }

  /** The extended number of a sequence number near the highest, without counting it: for repeated packets. */
  extend(sequence: number): number {
    return this.#highest + sequenceDistance(sequence, this.#highest & 0xffff);
  }

  senderReported(ntpMiddle: number, unixMs: number): void {
    this.#lastReport = ntpMiddle;
    this.#lastReportAtMs = unixMs;
  }

  get jitterMs(): number {
    return (this.#jitter / this.#clockRate) * 1000;
  }

  /** Begins a new interval; null before the first packet. */
  report(unixMs: number): ReportBlock | null {
    if (this.#highest < 0) return null;
    const expected = this.#highest - this.#first + 1;
    const inInterval = expected - this.#expectedBefore;
    const lost = inInterval - (this.#received - this.#receivedBefore);
    this.#expectedBefore = expected;
    this.#receivedBefore = this.#received;
    const delay = this.#lastReport === 0 ? 0 : Math.round(((unixMs - this.#lastReportAtMs) / 1000) * 65_536);
    return {
      ssrc: this.#ssrc,
      fractionLost: inInterval > 0 && lost > 0 ? lost / inInterval : 0,
      cumulativeLost: expected - this.#received,
      highestSequence: this.#highest >>> 0,
      jitter: this.#jitter,
      lastReport: this.#lastReport,
      delaySinceLastReport: delay,
    };
  }
}

/** Round trip in milliseconds from a report about a source of ours (RFC 3550 section 6.4.1); null if it has none. */
export function roundTripMs(block: ReportBlock, unixMs: number): number | null {
  if (block.lastReport === 0) return null;
  const passed = (ntpMiddleOf(unixMs) - block.lastReport - block.delaySinceLastReport) | 0;
  return passed < 0 ? 0 : (passed / 65_536) * 1000;
}
