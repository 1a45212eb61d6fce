import { splitUnits, unitType, unitTypes } from './h264-units.ts';

const fragmentHeaderBytes = 2;
/** Parameter sets and messages are small; each in a packet of its own would cost every receiver a packet. */
const aggregatedBytesMax = 200;

/**
 * The RTP payloads of one access unit (RFC 6184, packetization-mode 1), none above `payloadBytesMax`. The fragments of
 * a unit are equal in size but for the last, so that they can be sent with one system call.
 */
export function packetiseH264(accessUnit: Buffer, payloadBytesMax: number): Buffer[] {
  const units = splitUnits(accessUnit).filter((unit) => unitType(unit) !== unitTypes.delimiter);
  const small = units.filter((unit) => unit.length <= aggregatedBytesMax && !isSlice(unit));
  const payloads = small.length > 1 ? [aggregate(small)] : small;
  for (const unit of units) {
    if (small.includes(unit)) continue;
    if (unit.length <= payloadBytesMax) payloads.push(unit);
    else payloads.push(...fragment(unit, payloadBytesMax));
  }
  return payloads;
}

function isSlice(unit: Buffer): boolean {
  return unitType(unit) <= unitTypes.idr;
}

/** STAP-A (§5.7.1) with the highest importance of its units. */
function aggregate(units: readonly Buffer[]): Buffer {
  const importance = Math.max(...units.map((unit) => unit.readUInt8(0) & 0x60));
  const parts = units.flatMap((unit) => {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(unit.length);
    return [length, unit];
  });
  return Buffer.concat([Buffer.from([importance | unitTypes.aggregate]), ...parts]);
}

/** FU-A (§5.8). */
function fragment(unit: Buffer, payloadBytesMax: number): Buffer[] {
  const header = unit.readUInt8(0);
  const body = unit.subarray(1);
  const count = Math.ceil(body.length / (payloadBytesMax - fragmentHeaderBytes));
  const size = Math.ceil(body.length / count);
  const fragments: Buffer[] = [];
  for (let at = 0; at < body.length; at += size) {
    const part = body.subarray(at, at + size);
    const first = at === 0 ? 0x80 : 0;
    const last = at + size >= body.length ? 0x40 : 0;
    const payload = Buffer.allocUnsafe(fragmentHeaderBytes + part.length);
    payload.writeUInt8((header & 0xe0) | unitTypes.fragment, 0);
    payload.writeUInt8(first | last | (header & 0x1f), 1);
    part.copy(payload, fragmentHeaderBytes);
    fragments.push(payload);
  }
  return fragments;
}
