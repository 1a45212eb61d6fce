import { rtpBodyStart } from '../../srtp/srtp-receiver.ts';

/** The value of a one-byte header extension (RFC 8285 section 4.2); null where the packet has none of this id. */
export function extensionOf(packet: Buffer, id: number): Buffer | null {
  const body = rtpBodyStart(packet);
  const at = 12 + 4 * ((packet[0] ?? 0) & 0x0f);
  if (((packet[0] ?? 0) & 0x10) === 0 || body < 0 || packet.readUInt16BE(at) !== 0xbede) return null;
  let next = at + 4;
  while (next < body) {
    const head = packet[next] ?? 0;
    const length = (head & 0x0f) + 1;
    if (head === 0) next += 1;
    else if (head >>> 4 === 15 || next + 1 + length > body) return null;
    else if (head >>> 4 === id) return packet.subarray(next + 1, next + 1 + length);
    else next += 1 + length;
  }
  return null;
}
