import { isElementProfile, parseHeaderExtensions, serialiseHeaderExtensions } from './header-extensions.ts';
import type { HeaderExtension } from './header-extensions.ts';

/** An RTP packet (RFC 3550 section 5.1). */
export interface RtpPacket {
  /** 0 to 127. */
  payloadType: number;
  marker: boolean;
  /** 16 bit. */
  sequenceNumber: number;
  /** 32 bit, in units of the payload's clock. */
  timestamp: number;
  /** 32 bit. */
  ssrc: number;
  /** Contributing sources, 15 at most. */
  csrcs?: readonly number[];
  extensions?: readonly HeaderExtension[];
  /** A view into the parsed datagram, without padding. */
  payload: Uint8Array;
}

export const rtpHeaderBytes = 12;

const word = (bytes: Uint8Array, at: number) =>
  (((bytes[at] ?? 0) << 24) |
    ((bytes[at + 1] ?? 0) << 16) |
    ((bytes[at + 2] ?? 0) << 8) |
    (bytes[at + 3] ?? 0)) >>>
  0;
const half = (bytes: Uint8Array, at: number) => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);

function payloadEnd(bytes: Uint8Array): number | null {
  if (((bytes[0] ?? 0) & 0x20) === 0) return bytes.length;
  const padding = bytes[bytes.length - 1] ?? 0;
  return padding === 0 ? null : bytes.length - padding;
}

/** Parses a datagram; null when it is not RTP version 2 or its lengths do not add up. */
export function parseRtp(bytes: Uint8Array): RtpPacket | null {
  if (bytes.length < rtpHeaderBytes || (bytes[0] ?? 0) >> 6 !== 2) return null;
  const first = bytes[0] ?? 0;
  const second = bytes[1] ?? 0;
  const contributors = first & 15;
  let at = rtpHeaderBytes + 4 * contributors;
  let extensions: HeaderExtension[] | undefined;
  if ((first & 0x10) !== 0) {
    if (at + 4 > bytes.length) return null;
    const profile = half(bytes, at);
    const end = at + 4 + 4 * half(bytes, at + 2);
    if (end > bytes.length) return null;
    if (isElementProfile(profile)) extensions = parseHeaderExtensions(profile, bytes.subarray(at + 4, end));
    at = end;
  }
  const end = payloadEnd(bytes);
  if (end === null || end < at) return null;
  return {
    payloadType: second & 0x7f,
    marker: second > 0x7f,
    sequenceNumber: half(bytes, 2),
    timestamp: word(bytes, 4),
    ssrc: word(bytes, 8),
    ...(contributors > 0
      ? { csrcs: Array.from({ length: contributors }, (_, n) => word(bytes, rtpHeaderBytes + 4 * n)) }
      : {}),
    ...(extensions ? { extensions } : {}),
    payload: bytes.subarray(at, end),
  };
}

function writeWord(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >>> 24;
  bytes[at + 1] = value >>> 16;
  bytes[at + 2] = value >>> 8;
  bytes[at + 3] = value;
}

/** Writes a packet into a new array, without padding. */
export function serialiseRtp(packet: RtpPacket): Uint8Array {
  const csrcs = packet.csrcs ?? [];
  const extension = packet.extensions?.length ? serialiseHeaderExtensions(packet.extensions) : null;
  const head = rtpHeaderBytes + 4 * csrcs.length + (extension ? 4 + extension.block.length : 0);
  const bytes = new Uint8Array(head + packet.payload.length);
  bytes[0] = 0x80 | (extension ? 0x10 : 0) | csrcs.length;
  bytes[1] = (packet.marker ? 0x80 : 0) | packet.payloadType;
  bytes[2] = packet.sequenceNumber >>> 8;
  bytes[3] = packet.sequenceNumber;
  writeWord(bytes, 4, packet.timestamp);
  writeWord(bytes, 8, packet.ssrc);
  csrcs.forEach((csrc, n) => writeWord(bytes, rtpHeaderBytes + 4 * n, csrc));
  if (extension) {
    const at = rtpHeaderBytes + 4 * csrcs.length;
    writeWord(bytes, at, ((extension.profile << 16) | (extension.block.length / 4)) >>> 0);
    bytes.set(extension.block, at + 4);
  }
  bytes.set(packet.payload, head);
  return bytes;
}
