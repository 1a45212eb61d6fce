import { parseRtp, rtpHeaderBytes } from '@cloudmeet/media-core';

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

export { rtpHeaderBytes };

const version = 2;

/** Reads a datagram as RTP; null where it is none or is cut short. Never throws. */
export function readRtp(datagram: Buffer): RtpPacket | null {
  const packet = parseRtp(datagram);
  if (!packet) return null;
  const { payloadType, marker, sequenceNumber: sequence, timestamp, ssrc } = packet;
  const { buffer, byteOffset, length } = packet.payload;
  return { payloadType, marker, sequence, timestamp, ssrc, payload: Buffer.from(buffer, byteOffset, length) };
}

/** Writes a header without sources, extension and padding into the first 12 bytes of `target`. */
export function writeRtpHeader(target: Buffer, header: RtpHeader): void {
  target.writeUInt8(version << 6, 0);
  target.writeUInt8((header.marker ? 0x80 : 0) | (header.payloadType & 0x7f), 1);
  target.writeUInt16BE(header.sequence & 0xffff, 2);
  target.writeUInt32BE(header.timestamp >>> 0, 4);
  target.writeUInt32BE(header.ssrc >>> 0, 8);
}
