import { encodedFrameBytesMax, type Depacketiser, type EncodedFrame } from '../encoded-frame.ts';
import { readVp8Descriptor } from './vp8-descriptor.ts';

/** RFC 7741: a frame begins with the start of partition 0 and ends with the marker. */
export class Vp8Depacketiser implements Depacketiser {
  #parts: Buffer[] = [];
  #bytes = 0;
  #damaged = false;

  push(payload: Buffer): void {
    if (payload.length === 0 || this.#damaged) return;
    const descriptor = readVp8Descriptor(payload);
    const begins = descriptor?.startOfPartition === true && descriptor.partition === 0;
    this.#bytes += payload.length;
    this.#damaged =
      !descriptor || begins !== (this.#parts.length === 0) || this.#bytes > encodedFrameBytesMax;
    if (descriptor && !this.#damaged) this.#parts.push(payload.subarray(descriptor.bytes));
  }

  take(): EncodedFrame | null {
    const data = this.#damaged || this.#parts.length === 0 ? null : Buffer.concat(this.#parts);
    this.drop();
    return data && { data, keyframe: isKeyframe(data) };
  }

  drop(): void {
    this.#parts = [];
    this.#bytes = 0;
    this.#damaged = false;
  }
}

/** The frame tag and start code of RFC 6386 §9.1. */
function isKeyframe(data: Buffer): boolean {
  return data.length >= 10 && (data.readUInt8(0) & 1) === 0 && data.readUIntBE(3, 3) === 0x9d012a;
}
