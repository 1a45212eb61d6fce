import { rtpBodyStart } from '../../srtp/srtp-receiver.ts';
import type { UplinkLine } from './uplink-line.ts';

const learnedMax = 16;

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

/** Which line a packet belongs to: by its source where the offer named it, else by the mid it carries (RFC 8843). */
export class UplinkDemux {
  readonly #lines: readonly UplinkLine[];
  readonly #bySource = new Map<number, UplinkLine>();
  #learned = 0;

  constructor(lines: readonly UplinkLine[]) {
    this.#lines = lines;
    for (const line of lines) {
      for (const { ssrc, repeat } of line.agreed.sources) {
        this.#bySource.set(ssrc, line);
        if (repeat !== null) this.#bySource.set(repeat, line);
      }
    }
  }

  lineOf(packet: Buffer): UplinkLine | null {
    const ssrc = packet.readUInt32BE(8);
    const known = this.#bySource.get(ssrc);
    if (known !== undefined) return known;
    const line = this.#learn(packet);
    if (line !== null && this.#learned < learnedMax) {
      this.#learned += 1;
      this.#bySource.set(ssrc, line);
    }
    return line;
  }

  #learn(packet: Buffer): UplinkLine | null {
    for (const line of this.#lines) {
      if (line.agreed.midExtension === null) continue;
      const mid = extensionOf(packet, line.agreed.midExtension)?.toString('latin1');
      if (mid === line.agreed.mid) return line;
    }
    return null;
  }
}
