/** Input that nobody honest sends, the same for the same random numbers. */

function bytesOf(random: () => number, length: number): Buffer {
  return Buffer.from(Array.from({ length }, () => Math.floor(random() * 256)));
}

const pick = (random: () => number, below: number) => Math.floor(random() * below);

/** Bytes that look like STUN, DTLS, RTP or RTCP from afar. */
export function noise(random: () => number): Buffer {
  const bytes = bytesOf(random, pick(random, 300));
  const first = [0, 1, 20, 22, 23, 63, 128, 0x90, 0xbf][pick(random, 9)] ?? 0;
  if (bytes.length > 0) bytes[0] = first;
  if (bytes.length > 8 && first < 4) bytes.writeUInt32BE(0x2112a442, 4);
  if (bytes.length > 4 && first < 4 && random() < 0.5) bytes.writeUInt16BE((bytes.length - 20) & 0xffff, 2);
  if (bytes.length > 1 && first >= 128 && random() < 0.5) bytes[1] = 200 + pick(random, 7);
  return bytes;
}

/** A real datagram with some of it changed, cut off, doubled, or with a length that is not true. */
export function changed(random: () => number, real: Buffer): Buffer {
  const kind = pick(random, 4);
  if (kind === 0) return real.subarray(0, pick(random, real.length));
  if (kind === 1) return Buffer.concat([real, real.subarray(pick(random, real.length))]);
  const copy = Buffer.from(real);
  if (kind === 2 && copy.length > 4) copy.writeUInt16BE(pick(random, 0x10000), pick(random, copy.length - 1));
  for (let flips = 1 + pick(random, 4); copy.length > 0 && flips > 0; flips -= 1) {
    const at = pick(random, copy.length);
    copy[at] = (copy[at] ?? 0) ^ (1 << pick(random, 8));
  }
  return copy;
}

/** RTCP in plain text: packets of every type whose lengths and counts may be wrong. */
export function control(random: () => number): Buffer {
  const packets = Array.from({ length: 1 + pick(random, 4) }, () => {
    const body = bytesOf(random, 4 + 4 * pick(random, 24));
    const header = Buffer.from([0x80 | pick(random, 32), 200 + pick(random, 8), 0, 0]);
    const words = random() < 0.8 ? body.length / 4 : pick(random, 0x10000);
    header.writeUInt16BE(words, 2);
    return Buffer.concat([header, body]);
  });
  return Buffer.concat(packets);
}

/** A payload of Opus, H264 or VP8 that is none. */
export function payload(random: () => number): Buffer {
  return bytesOf(random, 1 + pick(random, random() < 0.1 ? 1100 : 120));
}

/** A real offer with lines changed, left out and doubled. */
export function changedOffer(random: () => number, offer: string): string {
  const lines = offer.split('\r\n');
  for (let change = 0; change < 4; change += 1) {
    const at = pick(random, lines.length);
    const line = lines[at] ?? '';
    const cut = pick(random, line.length);
    const other = line.slice(0, cut) + String.fromCharCode(random() * 300) + line.slice(cut + 1);
    lines[at] = random() < 0.5 ? other : '';
    if (random() < 0.2) lines.splice(at, 1 + pick(random, 5));
    if (random() < 0.2) lines.splice(at, 0, ...lines.slice(at, at + 30));
  }
  return lines.join('\r\n');
}
