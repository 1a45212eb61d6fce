import type { OutgoingHeader, SrtpSender } from '../../srtp/srtp-sender.ts';
import type { OutgoingSource } from './outgoing-source.ts';
import type { SoundPacket } from './picture-frame.ts';

const rememberedMax = 16;

/**
 * The mix for one client. Of each timestamp it sends one packet: their own mix where there is one, else the common
 * one. Their own comes first, so the common packet of a timestamp that was sent already is left out.
 */
export class AudioDown {
  readonly source: OutgoingSource;
  readonly #payloadType: number;
  readonly #header: OutgoingHeader;
  readonly #sent = new Array<number>(rememberedMax).fill(-1);
  #next = 0;
  #newest = 0;
  #began = false;

  constructor(source: OutgoingSource, payloadType: number) {
    this.source = source;
    this.#payloadType = payloadType;
    this.#header = {
      ssrc: source.ssrc,
      payloadType,
      marker: true,
      sequence: 0,
      rollover: 0,
      timestamp: 0,
      sendTimeId: 0,
      sendTime: 0,
      repeats: -1,
    };
  }

  get payloadType(): number {
    return this.#payloadType;
  }

  /** A packet of the own or the common mix. Whether it was sent. */
  send(sender: SrtpSender, { timestamp, unixMs, marker, payloads }: SoundPacket): boolean {
    if (payloads.length(0) === 0 || this.#wasSent(timestamp)) return false;
    this.#remember(timestamp);
    const index = this.source.next(payloads.length(0));
    const header = this.#header;
    header.sequence = index & 0xffff;
    header.rollover = Math.floor(index / 0x10000);
    header.timestamp = timestamp;
    header.marker = marker || !this.#began;
    this.#began = true;
    sender.add(header, payloads, 0);
    sender.flush();
    this.source.sent(timestamp, unixMs);
    return true;
  }

  /** Nearly every packet is newer than all before, which is known without looking through them. */
  #wasSent(timestamp: number): boolean {
    return ((timestamp - this.#newest) | 0) <= 0 && this.#sent.includes(timestamp);
  }

  #remember(timestamp: number): void {
    if (!this.#began || ((timestamp - this.#newest) | 0) > 0) this.#newest = timestamp;
    this.#sent[this.#next] = timestamp;
    this.#next = (this.#next + 1) % rememberedMax;
  }
}
