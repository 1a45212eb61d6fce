import { Readable } from 'node:stream';

/** Cuts content into buffers of `bytes` each, the last one smaller; never more than one of them is held. */
export async function* partsOf(
  content: Readable | Uint8Array,
  bytes: number,
): AsyncGenerator<Buffer, void, undefined> {
  let held: Buffer[] = [];
  let size = 0;
  const source: AsyncIterable<Uint8Array> = content instanceof Readable ? content : Readable.from([content]);
  for await (const chunk of source) {
    let rest = Buffer.from(chunk);
    while (size + rest.length >= bytes) {
      const room = bytes - size;
      yield Buffer.concat([...held, rest.subarray(0, room)]);
      rest = rest.subarray(room);
      held = [];
      size = 0;
    }
    if (rest.length > 0) held.push(rest);
    size += rest.length;
  }
  if (size > 0) yield Buffer.concat(held);
}
