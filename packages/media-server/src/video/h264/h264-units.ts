/** Types of NAL units (H.264 table 7-1) and of RTP payloads (RFC 6184 §5.2) that matter here. */
export const unitTypes = {
  idr: 5,
  parameters: 7,
  pictureParameters: 8,
  delimiter: 9,
  aggregate: 24,
  fragment: 28,
} as const;

export function unitType(unit: Buffer): number {
  return unit.readUInt8(0) & 0x1f;
}

export const startCode = Buffer.from([0, 0, 0, 1]);

/** The units of a byte stream (H.264 annex B), as views, without start codes and trailing zeros. */
export function splitUnits(stream: Buffer): Buffer[] {
  const units: Buffer[] = [];
  let start = afterStartCode(stream, 0);
  while (start !== -1) {
    const next = afterStartCode(stream, start);
    let end = next === -1 ? stream.length : next - 3;
    while (end > start && stream[end - 1] === 0) end -= 1;
    if (end > start) units.push(stream.subarray(start, end));
    start = next;
  }
  return units;
}

const threeBytes = Buffer.from([0, 0, 1]);

function afterStartCode(stream: Buffer, from: number): number {
  const at = stream.indexOf(threeBytes, from);
  return at === -1 ? -1 : at + threeBytes.length;
}
