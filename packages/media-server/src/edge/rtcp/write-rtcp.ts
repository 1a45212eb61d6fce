import type { ReportBlock } from './read-rtcp.ts';

/** NTP time (RFC 5905) of a moment of Unix time, in whole seconds and 2^-32 seconds. */
export function ntpOf(unixMs: number): { seconds: number; fraction: number } {
  const seconds = Math.floor(unixMs / 1000);
  const fraction = Math.floor(((unixMs - seconds * 1000) / 1000) * 0x100000000);
  return { seconds: (seconds + 2_208_988_800) >>> 0, fraction: fraction >>> 0 };
}

/** The middle 32 bits of NTP time, as reports echo it. */
export function ntpMiddleOf(unixMs: number): number {
  const { seconds, fraction } = ntpOf(unixMs);
  return (((seconds & 0xffff) << 16) | (fraction >>> 16)) >>> 0;
}

function packetOf(count: number, type: number, words: number): Buffer {
  const packet = Buffer.alloc(words * 4);
  packet[0] = 0x80 | count;
  packet[1] = type;
  packet.writeUInt16BE(words - 1, 2);
  return packet;
}

function writeBlock(packet: Buffer, at: number, block: ReportBlock): void {
  packet.writeUInt32BE(block.ssrc, at);
  packet[at + 4] = Math.min(255, Math.floor(block.fractionLost * 256));
  packet.writeIntBE(Math.max(-0x800000, Math.min(0x7fffff, block.cumulativeLost)), at + 5, 3);
  packet.writeUInt32BE(block.highestSequence >>> 0, at + 8);
  packet.writeUInt32BE(Math.min(0xffffffff, Math.floor(block.jitter)), at + 12);
  packet.writeUInt32BE(block.lastReport >>> 0, at + 16);
  packet.writeUInt32BE(block.delaySinceLastReport >>> 0, at + 20);
}

/** What is known of a source of ours at a moment. */
export interface SenderState {
  ssrc: number;
  unixMs: number;
  /** The RTP timestamp of that moment. */
  timestamp: number;
  packets: number;
  octets: number;
}

/** Sender report (RFC 3550 section 6.4.1). */
export function senderReport(sender: SenderState, blocks: readonly ReportBlock[] = []): Buffer {
  const packet = packetOf(blocks.length, 200, 7 + 6 * blocks.length);
  const { seconds, fraction } = ntpOf(sender.unixMs);
  packet.writeUInt32BE(sender.ssrc, 4);
  packet.writeUInt32BE(seconds, 8);
  packet.writeUInt32BE(fraction, 12);
  packet.writeUInt32BE(sender.timestamp >>> 0, 16);
  packet.writeUInt32BE(sender.packets >>> 0, 20);
  packet.writeUInt32BE(sender.octets >>> 0, 24);
  blocks.forEach((block, i) => writeBlock(packet, 28 + 24 * i, block));
  return packet;
}

/** Receiver report (RFC 3550 section 6.4.2). */
export function receiverReport(ssrc: number, blocks: readonly ReportBlock[]): Buffer {
  const packet = packetOf(blocks.length, 201, 2 + 6 * blocks.length);
  packet.writeUInt32BE(ssrc, 4);
  blocks.forEach((block, i) => writeBlock(packet, 8 + 24 * i, block));
  return packet;
}

/** The canonical name of sources (RFC 3550 section 6.5.1): what belongs together in time has the same. */
export function sourceNames(ssrcs: readonly number[], cname: string): Buffer {
  const name = Buffer.from(cname);
  const chunkWords = 1 + Math.ceil((name.length + 3) / 4);
  const packet = packetOf(ssrcs.length, 202, 1 + chunkWords * ssrcs.length);
  ssrcs.forEach((ssrc, i) => {
    const at = 4 + i * chunkWords * 4;
    packet.writeUInt32BE(ssrc, at);
    packet[at + 4] = 1;
    packet[at + 5] = name.length;
    name.copy(packet, at + 6);
  });
  return packet;
}

/** Generic NACK (RFC 4585 section 6.2.1). `lost` ascends, over the wrap too. */
export function nackPacket(sender: number, media: number, lost: readonly number[]): Buffer {
  const entries: [number, number][] = [];
  for (const sequence of lost) {
    const last = entries.at(-1);
    const behind = last === undefined ? 0 : (sequence - last[0]) & 0xffff;
    if (last !== undefined && behind >= 1 && behind <= 16) last[1] |= 1 << (behind - 1);
    else entries.push([sequence, 0]);
  }
  const packet = packetOf(1, 205, 3 + entries.length);
  packet.writeUInt32BE(sender, 4);
  packet.writeUInt32BE(media, 8);
  entries.forEach(([first, mask], i) => {
    packet.writeUInt16BE(first, 12 + 4 * i);
    packet.writeUInt16BE(mask, 14 + 4 * i);
  });
  return packet;
}

/** Picture loss indication (RFC 4585 section 6.3.1). */
export function pictureLost(sender: number, media: number): Buffer {
  const packet = packetOf(1, 206, 3);
  packet.writeUInt32BE(sender, 4);
  packet.writeUInt32BE(media, 8);
  return packet;
}

/** `REMB` (draft-alvestrand-rmcat-remb-03): how much we want of these sources together. */
export function estimatePacket(sender: number, bitsPerSecond: number, ssrcs: readonly number[]): Buffer {
  const packet = packetOf(15, 206, 5 + ssrcs.length);
  let exponent = 0;
  while (bitsPerSecond / 2 ** exponent >= 0x40000) exponent += 1;
  const mantissa = Math.floor(bitsPerSecond / 2 ** exponent);
  packet.writeUInt32BE(sender, 4);
  packet.write('REMB', 12, 'latin1');
  packet[16] = ssrcs.length;
  packet[17] = (exponent << 2) | (mantissa >>> 16);
  packet.writeUInt16BE(mantissa & 0xffff, 18);
  ssrcs.forEach((ssrc, i) => packet.writeUInt32BE(ssrc, 20 + 4 * i));
  return packet;
}
