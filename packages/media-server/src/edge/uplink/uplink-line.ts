import type { TrackKind } from '@cloudmeet/contracts';
import { internalPayloadTypes, type StreamId } from '../../children/messages.ts';
import { leveledHeaderBytes, writeAudioLevel } from '../../rtp/audio-level.ts';
import { rtpBodyStart } from '../../srtp/srtp-receiver.ts';
import type { ReportBlock } from '../rtcp/read-rtcp.ts';
import type { AgreedLine } from '../sdp/negotiate.ts';
import { extensionOf } from './header-extension.ts';
import { MissingPackets } from './missing-packets.ts';
import { SourceStatistics } from './source-statistics.ts';

const pictureRequestMs = 400;

/** What a line may send at most; the client is told and REMB holds it to that. */
export interface UplinkCap {
  paused: boolean;
  maxBitsPerSecond: number;
}

/**
 * One media line that a client sends on. Its packets leave as plain RTP under the number of the stream, without padding
 * and extensions but that of their loudness, with the payload type of this node.
 */
export class UplinkLine {
  readonly track: TrackKind;
  readonly agreed: AgreedLine;
  readonly stream: StreamId;
  cap: UplinkCap | null = null;
  bytes = 0;
  /** Share of packets lost in the last second. */
  loss = 0;
  #ssrc: number | null = null;
  #statistics: SourceStatistics | null = null;
  #missing: MissingPackets | null = null;
  #pictureAskedMs = -Infinity;
  #pictureWanted = false;

  constructor(agreed: AgreedLine, stream: StreamId) {
    this.agreed = agreed;
    this.track = agreed.track;
    this.stream = stream;
  }

  get ssrc(): number | null {
    return this.#ssrc;
  }

  get jitterMs(): number {
    return this.#statistics?.jitterMs ?? 0;
  }

  /**
   * A packet of this line in plain text. Returns the datagram for the process that mixes it, in the same memory; null
   * where there is nothing to forward.
   */
  received(packet: Buffer, nowMs: number): Buffer | null {
    const body = rtpBodyStart(packet);
    const type = (packet[1] ?? 0) & 0x7f;
    const end = withoutPadding(packet);
    if (body < 0 || end <= body) return null;
    if (type === this.agreed.repeatType) return this.#repeated(packet, body, end, nowMs);
    if (type !== this.agreed.payloadType) return null;
    const ssrc = packet.readUInt32BE(8);
    if (ssrc !== this.#ssrc) this.#begin(ssrc);
    this.bytes += packet.length;
    const sequence = packet.readUInt16BE(2);
    const extended = this.#statistics?.add(sequence, packet.readUInt32BE(4), nowMs) ?? sequence;
    this.#missing?.arrived(extended, nowMs);
    return this.#forward(packet, body, end, sequence);
  }

  /** RFC 4588: the payload begins with the sequence number of the packet that it repeats. */
  #repeated(packet: Buffer, body: number, end: number, nowMs: number): Buffer | null {
    if (end - body <= 2 || this.#ssrc === null || this.#statistics === null) return null;
    const sequence = packet.readUInt16BE(body);
    this.#missing?.arrived(this.#statistics.extend(sequence), nowMs);
    this.bytes += packet.length;
    return this.#forward(packet, body + 2, end, sequence);
  }

  #begin(ssrc: number): void {
    this.#ssrc = ssrc;
    this.#statistics = new SourceStatistics(ssrc, this.agreed.offered.clockRate);
    this.#missing = this.agreed.kind === 'video' ? new MissingPackets() : null;
  }

  #forward(packet: Buffer, body: number, end: number, sequence: number): Buffer | null {
    if (this.cap?.paused === true && this.agreed.kind === 'video') return null;
    const marker = (packet[1] ?? 0) & 0x80;
    const timestamp = packet.readUInt32BE(4);
    const level = this.#levelOf(packet);
    const datagram = packet.subarray(body - (level === null ? 12 : leveledHeaderBytes), end);
    if (level === null) datagram[0] = 0x80;
    else writeAudioLevel(datagram, level);
    datagram[1] = marker | internalPayloadTypes[this.agreed.codec];
    datagram.writeUInt16BE(sequence, 2);
    datagram.writeUInt32BE(timestamp, 4);
    datagram.writeUInt32BE(this.stream, 8);
    return datagram;
  }

  /** What the client says of the loudness of a packet; one that does has room for an extension. */
  #levelOf(packet: Buffer): number | null {
    const { levelExtension } = this.agreed;
    return levelExtension === null ? null : (extensionOf(packet, levelExtension)?.[0] ?? null);
  }

  /** Whether there is anything to ask for: asked for each line fifty times a second. */
  get isMissing(): boolean {
    return (
      this.#pictureWanted || (this.#missing !== null && (this.#missing.size > 0 || this.#missing.givenUp))
    );
  }

  /** What to ask for now: lost packets, or a keyframe where they are beyond asking. */
  requests(nowMs: number, roundTripMs: number): { lost: number[]; picture: boolean } {
    const lost = this.cap?.paused === true ? [] : (this.#missing?.due(nowMs, roundTripMs) ?? []);
    if (this.#missing?.givenUp === true) {
      this.#missing.givenUp = false;
      this.#pictureWanted = true;
    }
    const picture =
      this.#pictureWanted && this.#ssrc !== null && nowMs - this.#pictureAskedMs >= pictureRequestMs;
    if (picture) {
      this.#pictureWanted = false;
      this.#pictureAskedMs = nowMs;
    }
    return { lost, picture };
  }

  wantPicture(): void {
    this.#pictureWanted = true;
  }

  senderReported(ssrc: number, ntpMiddle: number, unixMs: number): void {
    if (ssrc === this.#ssrc) this.#statistics?.senderReported(ntpMiddle, unixMs);
  }

  report(unixMs: number): ReportBlock | null {
    const block = this.#statistics?.report(unixMs) ?? null;
    this.loss = block?.fractionLost ?? 0;
    return block;
  }
}

function withoutPadding(packet: Buffer): number {
  if (((packet[0] ?? 0) & 0x20) === 0) return packet.length;
  const padding = packet[packet.length - 1] ?? 0;
  return padding === 0 ? -1 : packet.length - padding;
}
