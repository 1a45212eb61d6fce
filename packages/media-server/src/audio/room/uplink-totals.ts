import type { ReceiverStats } from '@cloudmeet/media-core';

const counted = ['lost', 'late', 'broken', 'concealedSamples'] as const;

/** What went wrong with uplinks, as counts that never fall: of those that are there and of those that are gone. */
export class UplinkTotals {
  readonly #gone = { lost: 0, late: 0, broken: 0, concealedSamples: 0 };

  /** Keeps the counts of an uplink that goes. */
  keep(stats: Pick<ReceiverStats, (typeof counted)[number]>): void {
    for (const name of counted) this.#gone[name] += stats[name];
  }

  /** The counts with those of the uplinks that are there now. */
  sum(
    present: Iterable<{ stats(): Readonly<ReceiverStats> }>,
  ): Readonly<Record<(typeof counted)[number], number>> {
    const total = { ...this.#gone };
    for (const source of present) {
      const stats = source.stats();
      for (const name of counted) total[name] += stats[name];
    }
    return total;
  }
}
