import type { PictureLayer, StreamId } from '../../children/messages.ts';
import type { OutgoingHeader, SrtpSender } from '../../srtp/srtp-sender.ts';
import type { OutgoingSource } from './outgoing-source.ts';
import type { PictureFrame } from './picture-frame.ts';
import { type OutgoingPicture, type SentPacket, SentPictures } from './sent-pictures.ts';

const burstPackets = 12;
const queueMax = 400;
const repeatPauseMs = 40;
const repeatsPerSecondMax = 200;
const rememberMs = 2000;

export interface VideoDownOptions {
  source: OutgoingSource;
  /** Source of repeated packets (RFC 4588); null where lost packets are sent again as they were. */
  repeat: OutgoingSource | null;
  payloadType: number;
  repeatType: number;
  sendTimeExtension: number;
}

/**
 * The picture for one client: one source, whatever layer it comes from. Changes layers at keyframes only, paces large
 * pictures, and repeats what was lost.
 */
export class VideoDown {
  readonly source: OutgoingSource;
  current: PictureLayer | null = null;
  wanted: PictureLayer | null = null;
  bytes = 0;
  repeated = 0;
  readonly #options: VideoDownOptions;
  readonly #sent = new SentPictures();
  readonly #queue: OutgoingPicture[] = [];
  /** Packets in the queue. */
  #waiting = 0;
  readonly #header: OutgoingHeader;
  /** When packets were repeated, by index. */
  readonly #repeatedAtMs = new Map<number, number>();
  #repeatBudget = repeatsPerSecondMax;

  constructor(options: VideoDownOptions) {
    this.#options = options;
    this.source = options.source;
    this.#header = {
      ssrc: options.source.ssrc,
      payloadType: options.payloadType,
      marker: false,
      sequence: 0,
      rollover: 0,
      timestamp: 0,
      sendTimeId: options.sendTimeExtension,
      sendTime: 0,
      repeats: -1,
    };
  }

  /** Whether packets wait for their time. */
  get isPacing(): boolean {
    return this.#waiting > 0;
  }

  /** Whether this layer matters to the client: it is shown, or will be from its next keyframe on. */
  follows(stream: StreamId): boolean {
    return this.current?.stream === stream || this.wanted?.stream === stream;
  }

  /** The layer to change to at its next keyframe; null to stop at once. */
  aim(layer: PictureLayer | null): void {
    this.wanted = layer;
    if (layer !== null) return;
    this.current = null;
    this.#forgetWaiting();
  }

  #forgetWaiting(): void {
    this.#queue.length = 0;
    this.#waiting = 0;
  }

  /** A picture of a layer that the client follows. Whether it was the one to begin with. */
  send(sender: SrtpSender, frame: PictureFrame): boolean {
    const { stream } = frame.layer;
    const begins = frame.keyframe && stream === this.wanted?.stream && this.current !== this.wanted;
    if (begins) this.current = this.wanted;
    if (stream !== this.current?.stream) return false;
    if (this.#waiting > queueMax) {
      // The path has been too slow for whole seconds: begin again rather than send what is stale.
      this.#forgetWaiting();
      this.current = null;
      return false;
    }
    this.#queue.push({ frame, first: -1, sent: 0 });
    this.#waiting += frame.payloads.count;
    if (this.#queue.length === 1) this.#drain(sender, burstPackets);
    return begins;
  }

  /** Sends what may go in the next `intervalMs`: pictures spread over about half the time they stand for. */
  pace(sender: SrtpSender, intervalMs: number): void {
    const bitsPerSecond = Math.max(400_000, (this.current?.bitsPerSecond ?? 0) * 2.5);
    const packets = Math.ceil((bitsPerSecond * intervalMs) / 1000 / 8 / 1200);
    this.#drain(sender, Math.max(4, packets, this.#waiting >> 4));
  }

  #drain(sender: SrtpSender, packets: number): void {
    // 24 bits of seconds with 18 bits of fraction (the abs-send-time header extension).
    this.#header.sendTime = Math.floor((performance.now() / 1000) * 0x40000) & 0xffffff;
    let left = packets;
    while (left > 0) {
      const picture = this.#queue[0];
      if (picture === undefined) break;
      left -= this.#sendSome(sender, picture, left);
      if (picture.sent === picture.frame.payloads.count) this.#queue.shift();
    }
    sender.flush();
  }

  /** Sends so many packets of a picture, or all that it has. Numbers are taken here, so that none is ever left out. */
  #sendSome(sender: SrtpSender, picture: OutgoingPicture, atMost: number): number {
    const { source } = this;
    const header = this.#header;
    const { payloads, timestamp, unixMs } = picture.frame;
    if (picture.sent === 0) {
      picture.first = source.index + 1;
      this.#sent.begin(picture);
      source.sent(timestamp, unixMs);
    }
    const from = picture.sent;
    const until = Math.min(payloads.count, from + atMost);
    header.timestamp = timestamp;
    for (let n = from; n < until; n += 1) {
      const length = payloads.length(n);
      const index = source.next(length);
      header.sequence = index & 0xffff;
      header.rollover = Math.floor(index / 0x10000);
      header.marker = n === payloads.count - 1;
      this.#sent.sent(index, header.sendTime);
      sender.add(header, payloads, n);
      this.bytes += length + 50;
    }
    picture.sent = until;
    this.#waiting -= until - from;
    return until - from;
  }

  /** The client asks for lost packets: each at most once a round trip and within a budget. */
  repeat(sender: SrtpSender, lost: readonly number[], nowMs: number, roundTripMs: number): void {
    for (const sequence of lost) {
      if (this.#repeatBudget <= 0) break;
      const packet = this.#sent.get(sequence);
      if (packet === null) continue;
      const before = this.#repeatedAtMs.get(packet.index) ?? -Infinity;
      if (nowMs - before < Math.max(repeatPauseMs, roundTripMs)) continue;
      this.#repeatedAtMs.set(packet.index, nowMs);
      this.#repeatBudget -= 1;
      this.repeated += 1;
      this.#repeatOne(sender, packet);
    }
    sender.flush();
  }

  /** By RFC 4588 under a source of its own; without it the very same bytes again, which uses no nonce anew. */
  #repeatOne(sender: SrtpSender, { index, frame, n, sendTime }: SentPacket): void {
    const { repeat, repeatType } = this.#options;
    const { payloads, timestamp } = frame;
    const original = { timestamp, sendTime, marker: n === payloads.count - 1 };
    const own = repeat === null ? index : repeat.next(payloads.length(n) + 2);
    this.bytes += payloads.length(n) + 52;
    const header: OutgoingHeader = {
      ...this.#header,
      ...original,
      sequence: own & 0xffff,
      rollover: Math.floor(own / 0x10000),
    };
    if (repeat !== null) {
      Object.assign(header, { ssrc: repeat.ssrc, payloadType: repeatType, repeats: index & 0xffff });
    }
    sender.add(header, payloads, n);
  }

  /** A second has passed. */
  refillRepeats(nowMs: number): void {
    this.#repeatBudget = repeatsPerSecondMax;
    for (const [index, atMs] of this.#repeatedAtMs) {
      if (nowMs - atMs > rememberMs) this.#repeatedAtMs.delete(index);
    }
  }
}
