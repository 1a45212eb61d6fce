import { createPacketCipher } from './create-packet-cipher.ts';
import type { PacketNumbers, PacketOpener } from './packet-cipher.ts';
import { ReplayWindow } from './replay-window.ts';
import type { SrtpMasterKey } from './session-keys.ts';

const datagramBytesMax = 2048;
const sourcesMax = 32;

/** Behind the fixed header, the contributing sources and the extension (RFC 3550 section 5.1); -1 if cut short. */
export function rtpBodyStart(packet: Buffer): number {
  const first = packet[0] ?? 0;
  let at = 12 + 4 * (first & 0x0f);
  if ((first & 0x10) !== 0) {
    if (at + 4 > packet.length) return -1;
    at += 4 + 4 * packet.readUInt16BE(at + 2);
  }
  return at > packet.length ? -1 : at;
}

/** Opens the RTP packets of one peer: only authentic ones, each only once (RFC 3711 section 3.3). */
export class SrtpReceiver {
  readonly #opener: PacketOpener;
  readonly #windows = new Map<number, ReplayWindow>();
  /** Of the packet that is opened now. */
  readonly #numbers: PacketNumbers = { ssrc: 0, rollover: 0, sequence: 0 };

  /** `opener` is of this key, too. */
  constructor(master: SrtpMasterKey, opener: PacketOpener = createPacketCipher(master)) {
    this.#opener = opener;
  }

  /** The packet in plain text, in the memory of the datagram; null for one that is forged, repeated or malformed. */
  open(datagram: Buffer): Buffer | null {
    if (datagram.length < 12 || datagram.length > datagramBytesMax) return null;
    const body = rtpBodyStart(datagram);
    if (body < 0) return null;
    const ssrc = datagram.readUInt32BE(8);
    const known = this.#windows.get(ssrc);
    const window = known ?? new ReplayWindow();
    const sequence = datagram.readUInt16BE(2);
    const index = window.estimate(sequence);
    if (index < 0) return null;
    const numbers = this.#numbers;
    numbers.ssrc = ssrc;
    numbers.rollover = Math.floor(index / 0x10000);
    numbers.sequence = sequence;
    const end = this.#opener.open(datagram, body, numbers);
    if (end < 0 || (known === undefined && this.#windows.size >= sourcesMax)) return null;
    if (known === undefined) this.#windows.set(ssrc, window);
    window.accept(index);
    return datagram.subarray(0, end);
  }
}
