import { setTimeout as sleep } from 'node:timers/promises';

/** Rests between rounds that somebody may cut short. */
export interface WakeableRest {
  /** Resolves after `ms`, or at once when somebody woke it since the last rest. */
  rest(ms: number): Promise<void>;
  wake(): void;
  /** Ends this rest and all later ones. */
  end(): void;
  readonly ended: boolean;
}

export function createWakeableRest(): WakeableRest {
  const ending = new AbortController();
  let waking = new AbortController();
  return {
    async rest(ms) {
      const signal = AbortSignal.any([waking.signal, ending.signal]);
      await sleep(ms, undefined, { signal }).catch(() => {
        // Woken or ended: both are the end of a rest.
      });
      waking = new AbortController();
    },
    wake: () => waking.abort(),
    end: () => ending.abort(),
    get ended() {
      return ending.signal.aborted;
    },
  };
}
