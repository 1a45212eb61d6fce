import { HmacSha1 } from './hmac-sha1.ts';

/** Packets larger than this are not sent: they would not fit an Ethernet frame beside a tag. */
export const packetBytesMax = 1440;
const headRoom = HmacSha1.padBytes;
const slotBytes = headRoom + packetBytesMax + 32;

/**
 * A ring of places in which packets are built, encrypted and kept until the kernel has taken them. In front of each
 * packet is room for the pad of an HMAC, behind it room for a tag. Packets begin at multiples of four bytes.
 */
export class PacketSlots {
  readonly count: number;
  readonly bytes: Buffer;
  readonly view: DataView;
  readonly words: Uint32Array;
  /** Of each place: where the encrypted part begins and where the packet ends, as offsets into `bytes`. */
  readonly body: Int32Array;
  readonly end: Int32Array;
  readonly ssrc: Uint32Array;
  readonly sequence: Uint16Array;
  readonly rollover: Uint32Array;

  constructor(count: number, pad: Buffer | null) {
    const memory = new ArrayBuffer(count * slotBytes);
    this.count = count;
    this.bytes = Buffer.from(memory);
    this.view = new DataView(memory);
    this.words = new Uint32Array(memory);
    this.body = new Int32Array(count);
    this.end = new Int32Array(count);
    this.ssrc = new Uint32Array(count);
    this.sequence = new Uint16Array(count);
    this.rollover = new Uint32Array(count);
    if (pad !== null) for (let i = 0; i < count; i += 1) pad.copy(this.bytes, i * slotBytes);
  }

  /** Where the packet of a place begins. */
  start(slot: number): number {
    return slot * slotBytes + headRoom;
  }
}
