/** What an Opus packet says about itself without being decoded (RFC 6716 section 3). */

const silkMs = [10, 20, 40, 60];
const hybridMs = [10, 20];
const celtMs = [2.5, 5, 10, 20];

function frameMs(config: number): number {
  if (config < 12) return silkMs[config & 3] ?? 0;
  return config < 16 ? (hybridMs[config & 1] ?? 0) : (celtMs[config & 3] ?? 0);
}

/** How many samples at 48 kHz a packet holds, at most 5760 (120 ms); null when it cannot be an Opus packet. */
export function opusSamples(packet: Uint8Array): number | null {
  const toc = packet[0];
  if (toc === undefined) return null;
  const code = toc & 3;
  if (code === 3 && packet.length < 2) return null;
  const frames = code === 0 ? 1 : code === 3 ? (packet[1] ?? 0) & 63 : 2;
  const samples = frames * frameMs(toc >> 3) * 48;
  return frames === 0 || samples > 5760 ? null : samples;
}

/** A packet of one or two bytes carries no sound: the sender's discontinuous transmission (RFC 6716 section 2.1.9). */
export const isOpusPause = (packet: Uint8Array): boolean => packet.length <= 2;

/**
 * Whether the sender's encoder heard a voice in this packet: SILK codes one flag a frame with even odds as the first
 * symbols (RFC 6716 section 4.2.3), so they are the first bits after the TOC. Null where the packet does not tell:
 * CELT only, or more than one Opus frame.
 */
export function opusVoice(packet: Uint8Array): boolean | null {
  if (isOpusPause(packet)) return false;
  const toc = packet[0] ?? 0;
  const config = toc >> 3;
  if (config >= 16 || (toc & 3) !== 0) return null;
  const flags = Math.max(1, frameMs(config) / 20);
  return (packet[1] ?? 0) >> (8 - flags) !== 0;
}
