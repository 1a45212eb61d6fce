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
/** Headers, tag and addresses of a packet. */
const packetBytes = 50;
/** Of a narrow path, what repetition may take, and so many packets at least. */
const repeatShare = 0.25;
const repeatsPerSecondMin = 10;
/** What waits for a narrow path longer than this is stale. */
const staleMs = 1500;
/** Beside pictures there is sound. */
const soundBps = 70_000;
/** More than a layer's rate, or what waits would never get less. */
const pictureSpare = 1.05;
/** A client that was not looked at for a while does not get all that it missed at once. */
const creditMaxMs = 20;

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
  /** What the path carries, where it is known to be narrow. */
  #narrowBps: number | null = null;
  /** Bytes that may be sent on a narrow path now. */
  #credit = 0;
  /** The picture with which the current layer began, and the index of its first packet: nobody needs what was before. */
  #beginner: OutgoingPicture | null = null;
  #beganAt = 0;
  /** Bytes that a trial may still send now, and the packet that it sends. */
  #extra = 0;
  #filler: SentPacket | null = null;

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

  /** Nothing more of the current layer makes sense: the next picture is the keyframe of the layer that is wanted. */
  cut(): void {
    this.current = null;
    this.#forgetWaiting();
  }

  /** What the path carries, picture and sound, where it is known to be narrow; null: it carries what comes. */
  narrow(bitsPerSecond: number | null): void {
    if (bitsPerSecond !== null && this.#narrowBps === null) this.#credit = 0;
    this.#narrowBps = bitsPerSecond;
  }

  #forgetWaiting(): void {
    this.#queue.length = 0;
    this.#waiting = 0;
  }

  /** A picture of a layer that the client follows. Whether it was the one to begin with. */
  send(sender: SrtpSender, frame: PictureFrame): boolean {
    const { stream } = frame.layer;
    const begins = frame.keyframe && stream === this.wanted?.stream && this.current !== this.wanted;
    if (begins) {
      this.current = this.wanted;
      // What waits would only make the path wait for it.
      if (this.#narrowBps !== null) this.#forgetWaiting();
    }
    if (stream !== this.current?.stream) return false;
    if (this.#isStale()) {
      // The path has been too slow for whole seconds: begin again rather than send what is stale.
      this.cut();
      return false;
    }
    const picture: OutgoingPicture = { frame, first: -1, sent: 0 };
    if (begins) this.#beginner = picture;
    this.#queue.push(picture);
    this.#waiting += frame.payloads.count;
    if (this.#queue.length === 1 && this.#narrowBps === null) this.#drain(sender, burstPackets);
    return begins;
  }

  #isStale(): boolean {
    if (this.#waiting > queueMax) return true;
    return (
      this.#narrowBps !== null && this.#waiting * 1200 * 8000 > this.#pictureBps(this.#narrowBps) * staleMs
    );
  }

  /** What pictures get of a narrow path: they wait here rather than on the path, where sound would wait behind them. */
  #pictureBps(narrowBps: number): number {
    const layerBps = this.current?.bitsPerSecond ?? 0;
    return Math.max(layerBps * pictureSpare, Math.min(layerBps * 2.5, narrowBps * 0.95 - soundBps));
  }

  /** Sends what may go in the next `intervalMs`: pictures spread over about half the time they stand for. */
  pace(sender: SrtpSender, intervalMs: number): void {
    if (this.#narrowBps !== null) return this.#paceNarrow(sender, intervalMs, this.#narrowBps);
    const bitsPerSecond = Math.max(400_000, (this.current?.bitsPerSecond ?? 0) * 2.5);
    const packets = Math.ceil((bitsPerSecond * intervalMs) / 1000 / 8 / 1200);
    this.#drain(sender, Math.max(4, packets, this.#waiting >> 4));
  }

  #paceNarrow(sender: SrtpSender, intervalMs: number, narrowBps: number): void {
    const bytesPerMs = this.#pictureBps(narrowBps) / 8000;
    this.#credit = Math.min(this.#credit + bytesPerMs * intervalMs, bytesPerMs * creditMaxMs);
    while (this.#credit > 0 && this.isPacing) {
      const before = this.bytes;
      this.#drain(sender, 1);
      this.#credit -= this.bytes - before;
    }
  }

  #drain(sender: SrtpSender, packets: number): void {
    this.#header.sendTime = sendTimeNow();
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
      if (picture === this.#beginner) this.#beganAt = picture.first;
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
      this.bytes += length + packetBytes;
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
      if (packet === null || packet.index < this.#beganAt) continue;
      const before = this.#repeatedAtMs.get(packet.index) ?? -Infinity;
      if (nowMs - before < Math.max(repeatPauseMs, roundTripMs)) continue;
      this.#repeatedAtMs.set(packet.index, nowMs);
      this.#repeatBudget -= 1;
      this.repeated += 1;
      this.#repeatOne(sender, packet);
    }
    sender.flush();
  }

  /**
   * Sends so much that was sent already once more, as a source of repetition may (RFC 4588): clients count it for their
   * estimate and have no other use for it. Without such a source nothing can be sent.
   */
  fill(sender: SrtpSender, bytes: number): void {
    if (this.#options.repeat === null || this.current === null) return;
    if (bytes === 0) this.#filler = null;
    else this.#filler ??= this.#sent.largest();
    this.#extra = this.#filler === null ? 0 : this.#extra + bytes;
    if (this.#filler === null || this.#extra <= 0) return;
    while (this.#extra > 0) this.#extra -= this.#repeatOne(sender, this.#filler);
    sender.flush();
  }

  /**
   * By RFC 4588 under a source of its own, sent now; without it the very same bytes again, which uses no nonce anew. How many
   * bytes it took.
   */
  #repeatOne(sender: SrtpSender, { index, frame, n, sendTime }: SentPacket): number {
    const { repeat, repeatType } = this.#options;
    const { payloads, timestamp } = frame;
    const length = payloads.length(n) + 2;
    const marker = n === payloads.count - 1;
    const header: OutgoingHeader = { ...this.#header, timestamp, sendTime, marker };
    const own = repeat === null ? index : repeat.next(length);
    Object.assign(header, { sequence: own & 0xffff, rollover: Math.floor(own / 0x10000) });
    if (repeat !== null) {
      const repeats = index & 0xffff;
      Object.assign(header, { ssrc: repeat.ssrc, payloadType: repeatType, repeats, sendTime: sendTimeNow() });
    }
    sender.add(header, payloads, n);
    this.bytes += length + packetBytes;
    return length + packetBytes;
  }

  /** A second has passed. */
  refillRepeats(nowMs: number): void {
    const ofNarrow = (this.#narrowBps ?? Infinity) * repeatShare;
    this.#repeatBudget = Math.min(repeatsPerSecondMax, Math.max(repeatsPerSecondMin, ofNarrow / 8 / 1200));
    for (const [index, atMs] of this.#repeatedAtMs) {
      if (nowMs - atMs > rememberMs) this.#repeatedAtMs.delete(index);
    }
  }
}

/** 24 bits of seconds with 18 bits of fraction (the abs-send-time header extension). */
function sendTimeNow(): number {
  return Math.floor((performance.now() / 1000) * 0x40000) & 0xffffff;
}
