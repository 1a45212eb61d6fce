/** Header of a packet of sound inside this node that says how loud it is: 12 bytes and the extension. */
export const leveledHeaderBytes = 20;
const firstByte = 0x90;
/** RFC 8285 section 4.2 and RFC 6464 section 3: profile and length, one element of one byte with id 1. */
const extension = 0xbede0001;
const element = 0x10;
const extensionAt = 12;
const levelAt = 17;

/**
 * Writes what the client said of the loudness of a packet behind its fixed header of 12 bytes (`level`: the byte of
 * RFC 6464). The payload begins at `leveledHeaderBytes`.
 */
export function writeAudioLevel(packet: Buffer, level: number): void {
  packet[0] = firstByte;
  packet.writeUInt32BE(extension, extensionAt);
  packet[levelAt - 1] = element;
  packet.writeUIntBE(level << 16, levelAt, 3);
}

/** How quiet a packet of sound inside this node is by what its sender says: 0 (loudest) to 127 -dBov; null where it says nothing. */
export function audioLevelOf(packet: Buffer): number | null {
  if (packet[0] !== firstByte || packet.length < leveledHeaderBytes) return null;
  if (packet.readUInt32BE(extensionAt) !== extension || packet[levelAt - 1] !== element) return null;
  return (packet[levelAt] ?? 0) & 0x7f;
}
