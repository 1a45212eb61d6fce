/** What a report says about one source of ours (RFC 3550 section 6.4.1). */
export interface ReportBlock {
  ssrc: number;
  /** Share of packets lost since the last report, 0 to 1. */
  fractionLost: number;
  cumulativeLost: number;
  highestSequence: number;
  /** In the clock of the source. */
  jitter: number;
  lastReport: number;
  delaySinceLastReport: number;
}

/** What peers tell us, packet by packet. */
export type RtcpEvent =
  | { t: 'sender-report'; ssrc: number; ntpMiddle: number; packets: number; octets: number }
  | { t: 'report'; block: ReportBlock }
  | { t: 'nack'; ssrc: number; lost: readonly number[] }
  /** A keyframe is wanted: PLI or FIR. */
  | { t: 'picture-lost'; ssrc: number }
  | { t: 'estimate'; bitsPerSecond: number }
  | { t: 'bye'; ssrc: number };

const packetType = { sr: 200, rr: 201, bye: 203, transport: 205, payload: 206 } as const;
const lostMax = 512;

function reportBlocks(packet: Buffer, from: number, count: number): RtcpEvent[] {
  const events: RtcpEvent[] = [];
  for (let i = 0; i < count && from + 24 <= packet.length; i += 1, from += 24) {
    events.push({
      t: 'report',
      block: {
        ssrc: packet.readUInt32BE(from),
        fractionLost: packet.readUInt8(from + 4) / 256,
        cumulativeLost: packet.readIntBE(from + 5, 3),
        highestSequence: packet.readUInt32BE(from + 8),
        jitter: packet.readUInt32BE(from + 12),
        lastReport: packet.readUInt32BE(from + 16),
        delaySinceLastReport: packet.readUInt32BE(from + 20),
      },
    });
  }
  return events;
}

function senderReport(packet: Buffer, count: number): RtcpEvent[] {
  if (packet.length < 28) return [];
  const report: RtcpEvent = {
    t: 'sender-report',
    ssrc: packet.readUInt32BE(4),
    ntpMiddle: packet.readUInt32BE(10),
    packets: packet.readUInt32BE(20),
    octets: packet.readUInt32BE(24),
  };
  return [report, ...reportBlocks(packet, 28, count)];
}

/** Generic NACK (RFC 4585 section 6.2.1). */
function nack(packet: Buffer): RtcpEvent[] {
  const lost: number[] = [];
  for (let at = 12; at + 4 <= packet.length && lost.length < lostMax; at += 4) {
    const first = packet.readUInt16BE(at);
    const mask = packet.readUInt16BE(at + 2);
    lost.push(first);
    for (let bit = 0; bit < 16; bit += 1) {
      if (((mask >>> bit) & 1) === 1) lost.push((first + bit + 1) & 0xffff);
    }
  }
  return [{ t: 'nack', ssrc: packet.readUInt32BE(8), lost }];
}

/** `REMB` (draft-alvestrand-rmcat-remb-03): a mantissa of 18 bits and an exponent of 6. */
function estimate(packet: Buffer): RtcpEvent[] {
  if (packet.length < 20 || packet.toString('latin1', 12, 16) !== 'REMB') return [];
  const exponent = packet.readUInt8(17) >>> 2;
  const mantissa = ((packet.readUInt8(17) & 3) << 16) | packet.readUInt16BE(18);
  return [{ t: 'estimate', bitsPerSecond: mantissa * 2 ** exponent }];
}

function payloadFeedback(packet: Buffer, format: number): RtcpEvent[] {
  if (format === 1) return [{ t: 'picture-lost', ssrc: packet.readUInt32BE(8) }];
  if (format === 4 && packet.length >= 20) return [{ t: 'picture-lost', ssrc: packet.readUInt32BE(12) }];
  return format === 15 ? estimate(packet) : [];
}

function readOne(packet: Buffer, type: number, count: number): RtcpEvent[] {
  if (type === packetType.sr) return senderReport(packet, count);
  if (type === packetType.rr) return reportBlocks(packet, 8, count);
  if (type === packetType.bye && count > 0 && packet.length >= 8) {
    return [{ t: 'bye', ssrc: packet.readUInt32BE(4) }];
  }
  if (packet.length < 12) return [];
  if (type === packetType.transport && count === 1) return nack(packet);
  return type === packetType.payload ? payloadFeedback(packet, count) : [];
}

/** Reads a compound packet (RFC 3550 section 6.1); what is malformed or unknown is left out. Never throws. */
export function readRtcp(compound: Buffer): RtcpEvent[] {
  const events: RtcpEvent[] = [];
  let at = 0;
  while (at + 4 <= compound.length) {
    const head = compound.readUInt8(at);
    const end = at + 4 + 4 * compound.readUInt16BE(at + 2);
    if (head >>> 6 !== 2 || end > compound.length) break;
    events.push(...readOne(compound.subarray(at, end), compound.readUInt8(at + 1), head & 0x1f));
    at = end;
  }
  return events;
}
