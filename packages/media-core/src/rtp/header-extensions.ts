/** One element of an RTP header extension (RFC 8285). */
export interface HeaderExtension {
  /** 1 to 14 in the one-byte form, 1 to 255 in the two-byte form. */
  id: number;
  data: Uint8Array;
}

const oneByteProfile = 0xbede;
const twoByteProfile = 0x1000;

/** Whether a profile is one that RFC 8285 names; others are opaque. */
export const isElementProfile = (profile: number): boolean =>
  profile === oneByteProfile || (profile & 0xfff0) === twoByteProfile;

/** Reads the elements of an extension block. Elements after a broken one are left out, as is the broken one. */
export function parseHeaderExtensions(profile: number, block: Uint8Array): HeaderExtension[] {
  const found: HeaderExtension[] = [];
  const oneByte = profile === oneByteProfile;
  let at = 0;
  while (at < block.length) {
    const first = block[at] ?? 0;
    if (first === 0) {
      at += 1;
      continue;
    }
    const id = oneByte ? first >> 4 : first;
    if (oneByte && id === 15) break;
    const length = oneByte ? (first & 15) + 1 : (block[at + 1] ?? 0);
    const start = at + (oneByte ? 1 : 2);
    if (start + length > block.length) break;
    found.push({ id, data: block.subarray(start, start + length) });
    at = start + length;
  }
  return found;
}

/** Writes elements in the one-byte form where all fit it, else in the two-byte form, padded to whole words. */
export function serialiseHeaderExtensions(elements: readonly HeaderExtension[]): {
  profile: number;
  block: Uint8Array;
} {
  const oneByte = elements.every(({ id, data }) => id < 15 && data.length >= 1 && data.length <= 16);
  const head = oneByte ? 1 : 2;
  const size = elements.reduce((sum, { data }) => sum + head + data.length, 0);
  const block = new Uint8Array(4 * Math.ceil(size / 4));
  let at = 0;
  for (const { id, data } of elements) {
    if (id < 1 || id > 255 || data.length > 255) throw new RangeError(`no place for header extension ${id}`);
    if (oneByte) block[at] = (id << 4) | (data.length - 1);
    else block.set([id, data.length], at);
    block.set(data, at + head);
    at += head + data.length;
  }
  return { profile: oneByte ? oneByteProfile : twoByteProfile, block };
}
