/** One RTP packet (RFC 3550 §5.1), its payload without padding and header extensions. */
export interface RtpPacket {
  payloadType: number;
  marker: boolean;
  /** 16 bits. */
  sequence: number;
  /** 32 bits, in the clock of the payload type. */
  timestamp: number;
  ssrc: number;
  /** A view into the datagram; empty for a packet that is only padding. */
  payload: Buffer;
}

export type RtpHeader = Omit<RtpPacket, 'payload'>;

export const rtpHeaderBytes = 12;
const version = 2;

/** Reads a datagram as RTP; null where it is none or is cut short. Never throws. */
export function readRtp(datagram: Buffer): RtpPacket | null {
  if (datagram.length < rtpHeaderBytes) return null;
  const first = datagram.readUInt8(0);
  const second = datagram.readUInt8(1);
  if (first >> 6 !== version) return null;
  const start = payloadStart(datagram, first);
  const end = payloadEnd(datagram, first);
  if (start === null || start > end) return null;
  return {
    payloadType: second & 0x7f,
    marker: (second & 0x80) !== 0,
    sequence: datagram.readUInt16BE(2),
    timestamp: datagram.readUInt32BE(4),
    ssrc: datagram.readUInt32BE(8),
    payload: datagram.subarray(start, end),
  };
}

/** Behind the contributing sources and the header extension. */
function payloadStart(datagram: Buffer, first: number): number | null {
  const afterSources = rtpHeaderBytes + 4 * (first & 0x0f);
  if ((first & 0x10) === 0) return afterSources;
  if (afterSources + 4 > datagram.length) return null;
  return afterSources + 4 + 4 * datagram.readUInt16BE(afterSources + 2);
}

/** The last byte of a padded packet counts its padding; a count of 0 or beyond the packet leaves nothing valid. */
function payloadEnd(datagram: Buffer, first: number): number {
  if ((first & 0x20) === 0) return datagram.length;
  const padding = datagram.readUInt8(datagram.length - 1);
  return padding === 0 ? -1 : datagram.length - padding;
}

/** Writes a header without sources, extension and padding into the first 12 bytes of `target`. */
export function writeRtpHeader(target: Buffer, header: RtpHeader): void {
  target.writeUInt8(version << 6, 0);
  target.writeUInt8((header.marker ? 0x80 : 0) | (header.payloadType & 0x7f), 1);
  target.writeUInt16BE(header.sequence & 0xffff, 2);
  target.writeUInt32BE(header.timestamp >>> 0, 4);
  target.writeUInt32BE(header.ssrc >>> 0, 8);
}
