import { forkChildren } from '../../../src/node/child-handle.ts';
import type { StartChild } from '../../../src/node/child-handle.ts';

const worker = new URL('fake-worker.ts', import.meta.url);

/** Real processes that only pretend to carry media. */
export function forkFakes(): StartChild {
  return forkChildren(
    {},
    {},
    { audio: worker, video: worker, edge: new URL('fake-edge.ts', import.meta.url) },
  );
}
