import type { Ephemeral, Quality } from '@cloudmeet/contracts';

/** How somebody's connection is. */
export interface PresenceMark {
  connected: boolean;
  quality: Quality;
}

export const usualPresence: PresenceMark = { connected: true, quality: 'good' };

/** How everybody's connection is: only the latest value counts, and only what changed is told. */
export class PresenceBoard {
  readonly #marks = new Map<string, PresenceMark>();
  readonly #changed = new Set<string>();

  /** True when it is new. */
  set(participantId: string, change: Partial<PresenceMark>): boolean {
    const before = this.#marks.get(participantId) ?? usualPresence;
    const mark = { ...before, ...change };
    if (mark.connected === before.connected && mark.quality === before.quality) return false;
    this.#marks.set(participantId, mark);
    this.#changed.add(participantId);
    return true;
  }

  remove(participantId: string): void {
    this.#marks.delete(participantId);
    this.#changed.delete(participantId);
  }

  /** How it is now. */
  get(participantId: string): PresenceMark {
    return this.#marks.get(participantId) ?? usualPresence;
  }

  get ids(): readonly string[] {
    return [...this.#marks.keys()];
  }

  /** What changed since this was asked before. */
  takeChanges(): Ephemeral | undefined {
    const changed = [...this.#changed];
    this.#changed.clear();
    return this.#tell(changed);
  }

  /** Everybody who is not just there with a good connection: what a newcomer must be told. */
  unusual(): Ephemeral | undefined {
    return this.#tell(
      [...this.#marks].flatMap(([id, { connected, quality }]) =>
        connected && quality === 'good' ? [] : [id],
      ),
    );
  }

  /** Everybody who was ever told of: what somebody must be told who missed some of it. */
  all(): Ephemeral | undefined {
    return this.#tell([...this.#marks.keys()]);
  }

  #tell(ids: readonly string[]): Ephemeral | undefined {
    if (ids.length === 0) return undefined;
    const of = Object.fromEntries(ids.map((id) => [id, this.#marks.get(id) ?? usualPresence]));
    return { e: 'presence', of };
  }
}
