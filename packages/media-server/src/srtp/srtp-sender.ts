import { createPacketCipher } from './create-packet-cipher.ts';
import type { PacketCipher, PacketNumbers } from './packet-cipher.ts';
import { packetBytesMax, PacketSlots } from './packet-slots.ts';
import type { SrtpMasterKey } from './session-keys.ts';
import type { SharedPayloads } from './shared-payloads.ts';

const slots = 64;

/** What one packet gets in front of its payload. */
export interface OutgoingHeader extends PacketNumbers {
  payloadType: number;
  marker: boolean;
  timestamp: number;
  /** The one-byte header extension abs-send-time: its id, 0 for none, and its 24 bits. */
  sendTimeId: number;
  sendTime: number;
  /** For a packet of RFC 4588 the sequence number of what it repeats; -1 otherwise. */
  repeats: number;
}

/** Seals RTP packets for one peer and sends them, in order. Packets may wait until `flush`. */
export interface SrtpSender {
  readonly kind: 'script' | 'native';
  /** The packet with the n-th payload. */
  add(header: OutgoingHeader, payloads: SharedPayloads, n: number): void;
  flush(): void;
  close(): void;
}

/** Length of the header that `writeHeader` writes. Always a multiple of four. */
export function headerBytes(header: OutgoingHeader): number {
  return header.sendTimeId === 0 ? 12 : 20;
}

/** Writes the header and, for a repeated packet, the original sequence number. Returns where the payload goes. */
export function writeHeader(bytes: DataView, at: number, header: OutgoingHeader): number {
  const { sendTimeId, marker, payloadType, sequence } = header;
  const first = sendTimeId === 0 ? 0x80 : 0x90;
  bytes.setUint32(at, (first << 24) | ((marker ? 0x80 : 0) << 16) | (payloadType << 16) | sequence);
  bytes.setUint32(at + 4, header.timestamp);
  bytes.setUint32(at + 8, header.ssrc);
  let end = at + 12;
  if (sendTimeId !== 0) {
    // RFC 8285 section 4.2: profile, length in words, one element of three bytes.
    bytes.setUint32(at + 12, 0xbede0001);
    bytes.setUint32(at + 16, (((sendTimeId << 4) | 2) << 24) | (header.sendTime & 0xffffff));
    end += 8;
  }
  if (header.repeats >= 0) {
    bytes.setUint16(end, header.repeats);
    end += 2;
  }
  return end;
}

/** Whether a payload fits a packet at all. */
export function fits(payloadBytes: number): boolean {
  return payloadBytes + 22 <= packetBytesMax;
}

/** The sender in TypeScript: one cipher call for all packets of a flush, one hash call for each packet. */
export class ScriptSender implements SrtpSender {
  readonly kind = 'script';
  readonly #cipher: PacketCipher;
  readonly #slots: PacketSlots;
  readonly #send: (datagram: Buffer) => void;
  #next = 0;
  #waiting = 0;

  /** `send` may keep a datagram until 64 more were added. */
  constructor(master: SrtpMasterKey, send: (datagram: Buffer) => void) {
    this.#cipher = createPacketCipher(master);
    this.#slots = new PacketSlots(slots, this.#cipher.pad);
    this.#send = send;
  }

  add(header: OutgoingHeader, payloads: SharedPayloads, n: number): void {
    const length = payloads.length(n);
    if (!fits(length)) return;
    const slot = this.#next;
    const start = this.#slots.start(slot);
    const end = writeHeader(this.#slots.view, start, header);
    payloads.bytes.copy(this.#slots.bytes, end, payloads.start(n), payloads.end(n));
    this.#slots.body[slot] = start + headerBytes(header);
    this.#slots.end[slot] = end + length;
    this.#slots.ssrc[slot] = header.ssrc;
    this.#slots.sequence[slot] = header.sequence;
    this.#slots.rollover[slot] = header.rollover;
    this.#next = (slot + 1) % slots;
    this.#waiting += 1;
    if (this.#waiting === slots / 2) this.flush();
  }

  flush(): void {
    const count = this.#waiting;
    if (count === 0) return;
    this.#waiting = 0;
    const first = (this.#next - count + slots) % slots;
    this.#cipher.seal(this.#slots, first, count);
    for (let i = 0; i < count; i += 1) {
      const slot = (first + i) % slots;
      const end = (this.#slots.end[slot] ?? 0) + this.#cipher.tagBytes;
      this.#send(this.#slots.bytes.subarray(this.#slots.start(slot), end));
    }
  }

  close(): void {
    this.#waiting = 0;
  }
}
