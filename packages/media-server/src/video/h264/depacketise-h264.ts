import { encodedFrameBytesMax, type Depacketiser, type EncodedFrame } from '../encoded-frame.ts';
import { startCode, unitType, unitTypes } from './h264-units.ts';

const fragmentHeaderBytes = 2;

/** RFC 6184 in non-interleaved mode: single units (§5.6), STAP-A (§5.7.1) and FU-A (§5.8). */
export class H264Depacketiser implements Depacketiser {
  #units: Buffer[] = [];
  #fragments: Buffer[] | null = null;
  #bytes = 0;
  #damaged = false;

  push(payload: Buffer): void {
    if (payload.length === 0 || this.#damaged) return;
    this.#bytes += payload.length;
    const type = unitType(payload);
    if (this.#bytes > encodedFrameBytesMax) this.#damaged = true;
    else if (type === unitTypes.fragment) this.#addFragment(payload);
    else if (this.#fragments || type === 0 || type > unitTypes.aggregate) this.#damaged = true;
    else if (type === unitTypes.aggregate) this.#addAggregate(payload);
    else this.#addUnit(payload);
  }

  take(): EncodedFrame | null {
    const whole = !this.#damaged && !this.#fragments && this.#units.length > 0;
    const frame = whole ? join(this.#units) : null;
    this.drop();
    return frame;
  }

  drop(): void {
    this.#units = [];
    this.#fragments = null;
    this.#bytes = 0;
    this.#damaged = false;
  }

  #addUnit(unit: Buffer): void {
    if (unit.length === 0) this.#damaged = true;
    else this.#units.push(unit);
  }

  #addAggregate(payload: Buffer): void {
    let at = 1;
    while (at + 2 <= payload.length) {
      const end = at + 2 + payload.readUInt16BE(at);
      if (end > payload.length) break;
      this.#addUnit(payload.subarray(at + 2, end));
      at = end;
    }
    if (at !== payload.length) this.#damaged = true;
  }

  #addFragment(payload: Buffer): void {
    const begins = payload.length > fragmentHeaderBytes && (payload.readUInt8(1) & 0x80) !== 0;
    if (payload.length <= fragmentHeaderBytes || begins === (this.#fragments !== null)) {
      this.#damaged = true;
      return;
    }
    const header = payload.readUInt8(1);
    const fragments = this.#fragments ?? [Buffer.from([(payload.readUInt8(0) & 0xe0) | (header & 0x1f)])];
    fragments.push(payload.subarray(fragmentHeaderBytes));
    const ends = (header & 0x40) !== 0;
    this.#fragments = ends ? null : fragments;
    if (ends) this.#addUnit(Buffer.concat(fragments));
  }
}

function join(units: readonly Buffer[]): EncodedFrame {
  const keyframe = units.some((unit) => unitType(unit) === unitTypes.idr);
  return { data: Buffer.concat(units.flatMap((unit) => [startCode, unit])), keyframe };
}
