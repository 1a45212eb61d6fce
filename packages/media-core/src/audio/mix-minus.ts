import { frameSamples } from './pcm.ts';

/**
 * A mix for everybody and, for each who contributes, the mix without themselves: the sum is made once, and each own
 * mix is the sum less what they gave. A group is all that one listener must not hear back (their microphone and the
 * sound of their screen).
 */
export interface MixMinus<Group> {
  /** Forgets the last frame. */
  clear(): void;
  add(group: Group, samples: Float32Array): void;
  /** The groups that contributed, in the order of their first contribution. */
  groups(): IterableIterator<Group>;
  /** The sum of all, valid until the next `clear`. */
  sum(): Float32Array;
  /** Writes the sum less one group's contribution; a group that gave nothing gets the sum. */
  without(group: Group, into: Float32Array): void;
}

/** Reuses its arrays from frame to frame. */
export function createMixMinus<Group>(length = frameSamples): MixMinus<Group> {
  const total = new Float32Array(length);
  const parts = new Map<Group, Float32Array>();
  const spare: Float32Array[] = [];
  const addInto = (into: Float32Array, samples: Float32Array) => {
    for (let n = 0; n < length; n += 1) into[n] = (into[n] ?? 0) + (samples[n] ?? 0);
  };
  return {
    clear() {
      total.fill(0);
      spare.push(...parts.values());
      parts.clear();
    },
    add(group, samples) {
      addInto(total, samples);
      const part = parts.get(group);
      if (part) {
        addInto(part, samples);
        return;
      }
      const fresh = spare.pop() ?? new Float32Array(length);
      fresh.set(samples.subarray(0, length));
      parts.set(group, fresh);
    },
    groups: () => parts.keys(),
    sum: () => total,
    without(group, into) {
      const part = parts.get(group);
      if (!part) {
        into.set(total);
        return;
      }
      for (let n = 0; n < length; n += 1) into[n] = (total[n] ?? 0) - (part[n] ?? 0);
    },
  };
}
