import { createHash } from 'node:crypto';
import type { CaptureSegment, FinalizeWork } from '@cloudmeet/contracts';
import type { Objects } from '@cloudmeet/platform';
import { readInit, type InitContent } from './read-init.ts';

export interface SourceSegment extends CaptureSegment {
  part: number;
}

/** Segments in the order in which they were recorded. */
export function inOrder({ parts }: FinalizeWork): SourceSegment[] {
  return parts
    .toSorted((one, other) => one.part - other.part)
    .flatMap(({ part, segments }) =>
      segments.toSorted((one, other) => one.number - other.number).map((segment) => ({ ...segment, part })),
    );
}

/** Reads segments and their beginnings from the object store, one at a time. */
export class SegmentSource {
  readonly #objects: Pick<Objects, 'get'>;
  readonly #inits = new Map<string, InitContent>();

  constructor(objects: Pick<Objects, 'get'>) {
    this.#objects = objects;
  }

  /**
   * A segment as it was when it was closed; null for one that is not there or is not the same any more.
   * @throws CloudMeetError `unavailable` while the store cannot be read
   */
  async read({ key, bytes, sha256 }: SourceSegment): Promise<Buffer | null> {
    const data = await this.#whole(key);
    if (!data || data.length !== bytes) return null;
    return createHash('sha256').update(data).digest('hex') === sha256 ? data : null;
  }

  async init(key: string): Promise<InitContent | null> {
    const known = this.#inits.get(key);
    if (known) return known;
    const data = await this.#whole(key);
    if (!data) return null;
    const init = readInit(data);
    this.#inits.set(key, init);
    return init;
  }

  async #whole(key: string): Promise<Buffer | null> {
    const object = await this.#objects.get(key);
    if (!object) return null;
    const chunks: Buffer[] = [];
    for await (const chunk of object.stream as AsyncIterable<Buffer>) chunks.push(chunk);
    return Buffer.concat(chunks);
  }
}
