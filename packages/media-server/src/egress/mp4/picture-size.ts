/** Reads the bits of an H264 unit: emulation prevention (H.264 §7.3.1) is taken out. */
class BitReader {
  readonly #bytes: number[] = [];
  #at = 0;

  constructor(unit: Buffer) {
    for (const [index, byte] of unit.entries()) {
      const escaped = byte === 3 && index >= 2 && unit[index - 1] === 0 && unit[index - 2] === 0;
      if (!escaped) this.#bytes.push(byte);
    }
  }

  bit(): number {
    const byte = this.#bytes[this.#at >> 3];
    if (byte === undefined) throw new RangeError('The unit ends too early.');
    const bit = (byte >> (7 - (this.#at & 7))) & 1;
    this.#at += 1;
    return bit;
  }

  skip(bits: number): void {
    this.#at += bits;
  }

  /** Exp-Golomb (§9.1). */
  unsigned(): number {
    let zeros = 0;
    while (this.bit() === 0 && zeros < 32) zeros += 1;
    let value = 1;
    for (let index = 0; index < zeros; index += 1) value = value * 2 + this.bit();
    return value - 1;
  }
}

const baselineProfiles = new Set([66, 77, 88]);

/** Width and height that the parameter set of a baseline or main stream tells; null where it tells none. */
export function pictureSize(sequenceParameters: Buffer): { width: number; height: number } | null {
  const profile = sequenceParameters[1];
  if (profile === undefined || !baselineProfiles.has(profile)) return null;
  try {
    return readSize(new BitReader(sequenceParameters.subarray(4)));
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** H.264 §7.3.2.1.1 from seq_parameter_set_id on. */
function readSize(bits: BitReader): { width: number; height: number } {
  bits.unsigned();
  bits.unsigned();
  const orderType = bits.unsigned();
  if (orderType === 0) bits.unsigned();
  else if (orderType === 1) skipOrderCycle(bits);
  bits.unsigned();
  bits.skip(1);
  const width = (bits.unsigned() + 1) * 16;
  const rows = bits.unsigned() + 1;
  const framesOnly = bits.bit();
  if (framesOnly === 0) bits.skip(1);
  bits.skip(1);
  const height = rows * 16 * (2 - framesOnly);
  if (bits.bit() === 0) return { width, height };
  const [left, right, top, bottom] = [bits.unsigned(), bits.unsigned(), bits.unsigned(), bits.unsigned()];
  return { width: width - 2 * (left + right), height: height - 2 * (2 - framesOnly) * (top + bottom) };
}

function skipOrderCycle(bits: BitReader): void {
  bits.skip(1);
  bits.unsigned();
  bits.unsigned();
  const count = bits.unsigned();
  for (let index = 0; index < Math.min(count, 255); index += 1) bits.unsigned();
}
