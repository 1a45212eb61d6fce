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
