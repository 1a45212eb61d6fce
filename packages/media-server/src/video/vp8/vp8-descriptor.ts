/** The payload descriptor of VP8 (RFC 7741 §4.2), as far as putting frames together needs it. */
export interface Vp8Descriptor {
  startOfPartition: boolean;
  partition: number;
  /** Where the payload goes on behind the descriptor. */
  bytes: number;
}

/** Null where the descriptor is cut short. */
export function readVp8Descriptor(payload: Buffer): Vp8Descriptor | null {
  if (payload.length === 0) return null;
  const first = payload.readUInt8(0);
  const bytes = (first & 0x80) === 0 ? 1 : extendedBytes(payload);
  if (bytes === null || bytes >= payload.length) return null;
  return { startOfPartition: (first & 0x10) !== 0, partition: first & 0x07, bytes };
}

function extendedBytes(payload: Buffer): number | null {
  if (payload.length < 3) return null;
  const extensions = payload.readUInt8(1);
  let bytes = 2;
  if ((extensions & 0x80) !== 0) bytes += (payload.readUInt8(2) & 0x80) !== 0 ? 2 : 1;
  if ((extensions & 0x40) !== 0) bytes += 1;
  if ((extensions & 0x30) !== 0) bytes += 1;
  return bytes;
}

export const writtenDescriptorBytes = 4;

/** Writes a descriptor with a picture number of 15 bits and one partition. */
export function writeVp8Descriptor(target: Buffer, startOfFrame: boolean, picture: number): void {
  target.writeUInt8(startOfFrame ? 0x90 : 0x80, 0);
  target.writeUInt8(0x80, 1);
  target.writeUInt16BE(0x8000 | (picture & 0x7fff), 2);
}
