import { entryFor } from '@cloudmeet/contracts';
import type { Ephemeral, Policies, Viewer } from '@cloudmeet/contracts';
import type { EncodedEntry, LogWindow } from './log-window.ts';

/** Everything that decides what somebody sees. */
export interface Sight extends Viewer {
  policies: Policies;
}

/** Entries as this viewer may see them, as JSON text each. */
export function visibleEntries(sight: Sight, entries: readonly EncodedEntry[]): string[] {
  return entries.map(({ entry, json }) => {
    const seen = entryFor(sight, entry, sight.policies);
    return seen === entry ? json : JSON.stringify(seen);
  });
}

/** One thing to pass on in a tick, and whose own connection does not get it. */
export interface PassedOn {
  ephemeral: Ephemeral;
  except?: string | undefined;
}

/** Builds the frames of one tick. Those who see the same share one buffer. */
export class BatchEncoder {
  readonly #window: LogWindow;
  readonly #passed: readonly PassedOn[];
  readonly #frames = new Map<string, Buffer>();

  constructor(window: LogWindow, passed: readonly PassedOn[] = []) {
    this.#window = window;
    this.#passed = passed;
  }

  /** What one viewer gets who has everything up to `seq`; undefined when that is nothing. */
  frame(sight: Sight, seq: number): Buffer | undefined {
    const entries = this.#window.after(seq);
    if (!entries) throw new Error(`The window does not reach back to ${String(seq)}.`);
    const heard = this.#passed.filter(({ except }) => except !== sight.participantId);
    if (entries.length === 0 && heard.length === 0) return undefined;
    const key = this.#keyOf(sight, seq, entries, heard);
    const frame = this.#frames.get(key) ?? encodeBatch(visibleEntries(sight, entries), heard);
    this.#frames.set(key, frame);
    return frame;
  }

  /** Equal for all who get the same: from the same place, with the same entries hidden, hearing the same. */
  #keyOf(sight: Sight, seq: number, entries: readonly EncodedEntry[], heard: readonly PassedOn[]): string {
    const seen = entries.map(({ entry }) => (entryFor(sight, entry, sight.policies) === entry ? '1' : '0'));
    const ears = heard.length === this.#passed.length ? '' : sight.participantId;
    return `${String(seq)} ${seen.join('')} ${ears}`;
  }
}

function encodeBatch(entries: readonly string[], heard: readonly PassedOn[]): Buffer {
  const ephemeral = JSON.stringify(heard.map((one) => one.ephemeral));
  return Buffer.from(`{"t":"batch","entries":[${entries.join()}],"ephemeral":${ephemeral}}`);
}
