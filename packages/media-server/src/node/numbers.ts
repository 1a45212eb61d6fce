import type { StreamId } from '../children/messages.ts';

const highest = 2 ** 32 - 1;

/** Numbers of streams, peers and rooms, never used twice while the node lives. */
export class Numbers {
  #last = 0;

  /** @throws Error when all 2^32 - 1 are used up: the node has to be started again, years from now */
  next(): StreamId {
    if (this.#last === highest) throw new Error('This node has used up its numbers.');
    return (this.#last += 1);
  }
}
