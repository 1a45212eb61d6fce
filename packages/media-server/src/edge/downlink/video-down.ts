import type { PictureLayer, StreamId } from '../../children/messages.ts';
import type { OutgoingHeader, SrtpSender } from '../../srtp/srtp-sender.ts';
import { unixNowMs } from '../clock.ts';
import type { OutgoingSource } from './outgoing-source.ts';
import { PacketRing, type SentPacket } from './packet-ring.ts';
import type { PictureFrame } from './picture-frame.ts';

const burstPackets = 12;
const queueMax = 400;
const repeatPauseMs = 40;
const repeatsPerSecondMax = 200;

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
  readonly #ring = new PacketRing();
  readonly #queue: SentPacket[] = [];
  readonly #header: OutgoingHeader;
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
    return this.#queue.length > 0;
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
    this.#queue.length = 0;
  }

  /** A picture of a layer that the client follows. Whether it was the one to begin with. */
  send(sender: SrtpSender, frame: PictureFrame): boolean {
    const begins =
      frame.keyframe && frame.layer.stream === this.wanted?.stream && this.current !== this.wanted;
    if (begins) this.current = this.wanted;
    if (frame.layer.stream !== this.current?.stream) return false;
    if (this.#queue.length > queueMax) {
      // The path has been too slow for whole seconds: begin again rather than send what is stale.
      this.#queue.length = 0;
      this.current = null;
      return false;
    }
    const last = frame.payloads.length - 1;
    frame.payloads.forEach((payload, i) => {
      const index = this.source.next(payload.length);
      const { timestamp } = frame;
      this.#queue.push({ index, timestamp, marker: i === last, sendTime: 0, payload, repeatedAtMs: 0 });
    });
    this.source.sent(frame.timestamp, unixNowMs());
    if (this.#queue.length <= frame.payloads.length) this.#drain(sender, burstPackets);
    return begins;
  }

  /** Sends what may go in the next `intervalMs`: pictures spread over about half the time they stand for. */
  pace(sender: SrtpSender, intervalMs: number): void {
    const bitsPerSecond = Math.max(400_000, (this.current?.bitsPerSecond ?? 0) * 2.5);
    const packets = Math.ceil((bitsPerSecond * intervalMs) / 1000 / 8 / 1200);
    this.#drain(sender, Math.max(4, packets, this.#queue.length >> 4));
  }

  #drain(sender: SrtpSender, packets: number): void {
    // 24 bits of seconds with 18 bits of fraction (the abs-send-time header extension).
    const sendTime = Math.floor((performance.now() / 1000) * 0x40000) & 0xffffff;
    for (const packet of this.#queue.splice(0, packets)) {
      packet.sendTime = sendTime;
      this.#ring.put(packet);
      this.#write(sender, packet);
    }
    sender.flush();
  }

  #write(sender: SrtpSender, packet: SentPacket): void {
    const header = this.#header;
    header.sequence = packet.index & 0xffff;
    header.rollover = Math.floor(packet.index / 0x10000);
    header.timestamp = packet.timestamp;
    header.marker = packet.marker;
    header.sendTime = packet.sendTime;
    this.bytes += packet.payload.length + 50;
    sender.add(header, packet.payload);
  }

  /** The client asks for lost packets: each at most once a round trip and within a budget. */
  repeat(sender: SrtpSender, lost: readonly number[], nowMs: number, roundTripMs: number): void {
    for (const sequence of lost) {
      const packet = this.#ring.get(sequence);
      if (packet === null || this.#repeatBudget <= 0) continue;
      if (nowMs - packet.repeatedAtMs < Math.max(repeatPauseMs, roundTripMs)) continue;
      packet.repeatedAtMs = nowMs;
      this.#repeatBudget -= 1;
      this.repeated += 1;
      this.#repeatOne(sender, packet);
    }
    sender.flush();
  }

  /** By RFC 4588 under a source of its own; without it the very same bytes again, which uses no nonce anew. */
  #repeatOne(sender: SrtpSender, packet: SentPacket): void {
    const { repeat, repeatType } = this.#options;
    if (repeat === null) {
      this.#write(sender, packet);
      return;
    }
    const index = repeat.next(packet.payload.length + 2);
    this.bytes += packet.payload.length + 52;
    sender.add(
      {
        ...this.#header,
        ssrc: repeat.ssrc,
        payloadType: repeatType,
        sequence: index & 0xffff,
        rollover: Math.floor(index / 0x10000),
        timestamp: packet.timestamp,
        marker: packet.marker,
        sendTime: packet.sendTime,
        repeats: packet.index & 0xffff,
      },
      packet.payload,
    );
  }

  /** A second has passed. */
  refillRepeats(): void {
    this.#repeatBudget = repeatsPerSecondMax;
  }
}
