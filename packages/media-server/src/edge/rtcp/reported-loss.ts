import type { ReportBlock } from './read-rtcp.ts';

/**
 * What a receiver's reports say was lost in some time, by their counts (RFC 3550 section 6.4.1): the share of a single report
 * may be of a handful of packets.
 */
export class ReportedLoss {
  #before: Pick<ReportBlock, 'ssrc' | 'highestSequence' | 'cumulativeLost'> | undefined;
  /** Since the first report. */
  expected = 0;
  lost = 0;
  #takenExpected = 0;
  #takenLost = 0;
  #share = 0;

  report(block: ReportBlock): void {
    const before = this.#before;
    if (before?.ssrc !== block.ssrc) {
      this.#before = block;
      return;
    }
    const expected = (block.highestSequence - before.highestSequence) | 0;
    // A report that was overtaken says nothing that the later one did not.
    if (expected < 0) return;
    this.#before = block;
    this.expected += expected;
    this.lost += block.cumulativeLost - before.cumulativeLost;
  }

  /** Share lost, 0 to 1, since this was asked last; as it was then where nothing was reported meanwhile. */
  take(): number {
    const expected = this.expected - this.#takenExpected;
    const lost = this.lost - this.#takenLost;
    if (expected > 0) this.#share = Math.min(1, Math.max(0, lost / expected));
    this.#takenExpected = this.expected;
    this.#takenLost = this.lost;
    return this.#share;
  }
}
