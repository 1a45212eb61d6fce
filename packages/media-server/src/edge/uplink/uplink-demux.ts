import { extensionOf } from './header-extension.ts';
import type { UplinkLine } from './uplink-line.ts';

const learnedMax = 16;

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
