/** One box of ISO 14496-12: its size, its name of four letters, and what is in it. */
export function box(name: string, ...parts: readonly Uint8Array[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 8);
  return Buffer.concat([u32(length), Buffer.from(name, 'latin1'), ...parts]);
}

/** A box with a version and 24 flags. */
export function fullBox(
  name: string,
  version: number,
  flags: number,
  ...parts: readonly Uint8Array[]
): Buffer {
  return box(name, u32(version * 0x100_0000 + flags), ...parts);
}

export function u16(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(2 * values.length);
  values.forEach((value, index) => bytes.writeUInt16BE(value, 2 * index));
  return bytes;
}

export function u32(...values: readonly number[]): Buffer {
  return allU32(values);
}

/** As many as there are: too many arguments would overflow the stack. */
export function allU32(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, index) => bytes.writeUInt32BE(value, 4 * index));
  return bytes;
}

export function u64(...values: readonly number[]): Buffer {
  return allU64(values);
}

export function allU64(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(8 * values.length);
  values.forEach((value, index) => bytes.writeBigUInt64BE(BigInt(value), 8 * index));
  return bytes;
}

/** Content of a box that was read. */
export interface ReadBox {
  name: string;
  /** Where its content begins and ends in the buffer that it was read from. */
  start: number;
  end: number;
}

/** The boxes in part of a buffer. @throws Error where their sizes do not add up */
export function readBoxes(data: Buffer, from = 0, to = data.length): ReadBox[] {
  const boxes: ReadBox[] = [];
  let at = from;
  while (at < to) {
    const size = at + 8 <= to ? data.readUInt32BE(at) : 0;
    if (size < 8 || at + size > to) throw new Error('The boxes of a file do not add up.');
    boxes.push({ name: data.toString('latin1', at + 4, at + 8), start: at + 8, end: at + size });
    at += size;
  }
  return boxes;
}

/** The box at a path, each the first of its name. @throws Error that names what is missing */
export function findBox(data: Buffer, path: readonly string[], from = 0, to = data.length): ReadBox {
  let found: ReadBox = { name: '', start: from, end: to };
  for (const name of path) {
    const next = readBoxes(data, found.start, found.end).find((one) => one.name === name);
    if (!next) throw new Error(`The file has no box ${path.join('/')}.`);
    found = next;
  }
  return found;
}
