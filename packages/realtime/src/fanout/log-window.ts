import { limits } from '@cloudmeet/contracts';
import type { Entry } from '@cloudmeet/contracts';

/** One entry, and as it goes over the wire to those who may see it. */
export interface EncodedEntry {
  entry: Entry;
  json: string;
}

/** The newest entries of a session, as many as a resume may replay. */
export class LogWindow {
  #entries: EncodedEntry[] = [];

  /** A session's first entry begins a new window. */
  push(entries: readonly Entry[]): void {
    for (const entry of entries) {
      if (entry.seq === 1) this.#entries = [];
      this.#entries.push({ entry, json: JSON.stringify(entry) });
    }
    const surplus = this.#entries.length - limits.replayEntriesMax;
    if (surplus > 0) this.#entries.splice(0, surplus);
  }

  get lastSeq(): number {
    return this.#entries.at(-1)?.entry.seq ?? 0;
  }

  /** All entries after `seq`, or undefined when some of them are not here any more (or `seq` is of another log). */
  after(seq: number): readonly EncodedEntry[] | undefined {
    const first = this.#entries[0]?.entry.seq ?? this.lastSeq + 1;
    if (seq > this.lastSeq || seq + 1 < first) return undefined;
    return this.#entries.slice(seq + 1 - first);
  }
}
