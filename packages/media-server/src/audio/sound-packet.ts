import { parseRtp, rtpHeaderBytes, type SoundPacket } from '@cloudmeet/media-core';
import { internalPayloadTypes, type StreamId } from '../children/messages.ts';
import { audioLevelOf, leveledHeaderBytes } from '../rtp/audio-level.ts';

/** A packet of somebody's sound with what its sender says of it. */
export interface SaidPacket extends SoundPacket {
  /** How loud it is by its sender's word (RFC 6464), in dBov; absent where nothing is said. */
  saidDbov?: number | undefined;
}

export interface UplinkPacket extends SaidPacket {
  uplink: StreamId;
}

const plain = 0x80;

/** Reads a datagram of an edge; null where it is no RTP with Opus. Packets as edges write them are read without a detour. */
export function readUplinkPacket(datagram: Buffer): UplinkPacket | null {
  if (datagram.length < rtpHeaderBytes || ((datagram[1] ?? 0) & 0x7f) !== internalPayloadTypes.opus)
    return null;
  const level = audioLevelOf(datagram);
  if (level === null && datagram[0] !== plain) return readAny(datagram);
  return {
    uplink: datagram.readUInt32BE(8),
    sequenceNumber: datagram.readUInt16BE(2),
    timestamp: datagram.readUInt32BE(4),
    payload: datagram.subarray(level === null ? rtpHeaderBytes : leveledHeaderBytes),
    saidDbov: level === null ? undefined : -level,
  };
}

function readAny(datagram: Buffer): UplinkPacket | null {
  const packet = parseRtp(datagram);
  return packet && { ...packet, uplink: packet.ssrc };
}
