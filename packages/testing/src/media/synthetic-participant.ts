import {
  GenericNack,
  PictureLossIndication,
  ReceiverEstimatedMaxBitrate,
  RtcpPayloadSpecificFeedback,
  RtcpReceiverInfo,
  RtcpRrPacket,
  RtcpTransportLayerFeedback,
  RtpHeader,
} from 'werift';
import { seededRandom } from '../clock/seeded-random.ts';
import { type Negotiate, ParticipantLink, payloadTypes } from './participant-link.ts';
import { ReceivedStream } from './received-stream.ts';
import type { RecordedPicture } from './recorded-media.ts';

const frameMs = 20;
const frameTicks = 960;

export interface SyntheticParticipantOptions {
  /** Of its sequence numbers, timestamps, losses and the moment it begins. */
  seed: number;
  negotiate: Negotiate;
  codec?: 'H264' | 'VP8';
  /** Opus packets that it sends in a loop; none: it is muted. */
  sound?: readonly Buffer[];
  /** How loud it says that its sound is (RFC 6464), as browsers do: 0 to 127, in -dBov. Default 20. */
  soundLevel?: number;
  /** Its camera; none: it has none. */
  picture?: RecordedPicture;
  /** Share of what it receives and sends that is lost, 0 to 1. */
  loss?: { up: number; down: number };
  /** What it says that it can receive (REMB). */
  estimateBps?: number;
  /** Every packet in plain text as it came, if somebody wants to look into it; it costs as much as decrypting does. */
  onPacket?: (line: 'audio' | 'video', packet: Buffer) => void;
}

/**
 * Somebody in a mixed room without a browser: connects with werift, sends recorded media at its rate, receives and
 * counts, and sends RTCP as a browser does (receiver reports, NACK, PLI, REMB). Bounded: it ends with `close`.
 */
export class SyntheticParticipant {
  readonly audio = new ReceivedStream();
  readonly video = new ReceivedStream();
  readonly sent = { audio: 0, video: 0, keyframes: 0 };
  estimateBps: number;
  isMuted = false;
  readonly #options: SyntheticParticipantOptions;
  readonly #link: ParticipantLink;
  readonly #random: () => number;
  readonly #timers: NodeJS.Timeout[] = [];
  #audioSequence: number;
  #videoSequence: number;
  #audioFrame = 0;
  #picture = 0;
  #closed = false;

  private constructor(options: SyntheticParticipantOptions, link: ParticipantLink) {
    this.#options = options;
    this.#link = link;
    this.#random = seededRandom(options.seed);
    this.#audioSequence = Math.floor(this.#random() * 0x10000);
    this.#videoSequence = Math.floor(this.#random() * 0x10000);
    this.estimateBps = options.estimateBps ?? 3_000_000;
  }

  /** Offers, waits until media can flow, and begins. @throws Error when the connection fails. */
  static async join(options: SyntheticParticipantOptions): Promise<SyntheticParticipant> {
    const link = await ParticipantLink.connect(options.codec ?? 'H264', options.negotiate);
    const participant = new SyntheticParticipant(options, link);
    participant.#begin();
    return participant;
  }

  #begin(): void {
    this.#link.takeOver((datagram) => this.#received(datagram));
    const { picture, sound } = this.#options;
    if (sound !== undefined) this.#every(frameMs, () => this.#sendSound(sound));
    if (picture !== undefined) this.#every(1000 / picture.framesPerSecond, () => this.#sendPicture(picture));
    this.#timers.push(
      setInterval(() => this.#askForLost(), 20),
      setInterval(() => this.#report(), 1000),
    );
  }

  /** Keeps a rate over a busy event loop: what is late is sent at once, but never more than a quarter of a second. */
  #every(periodMs: number, run: () => void): void {
    let nextMs = performance.now() + this.#random() * periodMs;
    const timer = setInterval(
      () => {
        const now = performance.now();
        nextMs = Math.max(nextMs, now - 250);
        for (; nextMs <= now; nextMs += periodMs) run();
      },
      Math.max(5, periodMs / 4),
    );
    this.#timers.push(timer);
  }

  /** One packet of sound, now. */
  sendSound(payload: Buffer): void {
    this.#audioFrame += 1;
    this.#audioSequence = (this.#audioSequence + 1) & 0xffff;
    this.sent.audio += 1;
    this.#send(
      'audio',
      payloadTypes.opus,
      this.#audioSequence,
      this.#audioFrame * frameTicks,
      false,
      payload,
    );
  }

  /** A sealed packet of sound, given away instead of sent. */
  sendAs(take: (datagram: Buffer) => void, payload: Buffer): void {
    this.#audioFrame += 1;
    this.#audioSequence = (this.#audioSequence + 1) & 0xffff;
    const header = new RtpHeader({
      ...{ payloadType: payloadTypes.opus, sequenceNumber: this.#audioSequence },
      ...{ timestamp: (this.#audioFrame * frameTicks) >>> 0, ssrc: this.#link.sources.audio },
      ...this.#level(),
    });
    take(this.#link.transport.srtp.encrypt(payload, header));
  }

  /** One packet with any payload, sealed as it should be. */
  sendPayload(line: 'audio' | 'video', payload: Buffer): void {
    if (line === 'audio') {
      this.sendSound(payload);
      return;
    }
    this.#videoSequence = (this.#videoSequence + 1) & 0xffff;
    this.#send('video', payloadTypes.video, this.#videoSequence, this.#videoSequence * 3000, true, payload);
  }

  /** Any RTCP, sealed as it should be. */
  sendControl(plain: Buffer): void {
    this.sendRaw(this.#link.transport.srtcp.encrypt(plain));
  }

  /** Any bytes, from this participant's address. */
  sendRaw(datagram: Buffer): void {
    void this.#link.transport.iceTransport.connection.send(datagram);
  }

  #sendSound(sound: readonly Buffer[]): void {
    this.#audioFrame += 1;
    const payload = sound[this.#audioFrame % sound.length];
    if (payload === undefined || this.isMuted) return;
    this.#audioSequence = (this.#audioSequence + 1) & 0xffff;
    this.sent.audio += 1;
    this.#send(
      'audio',
      payloadTypes.opus,
      this.#audioSequence,
      this.#audioFrame * frameTicks,
      false,
      payload,
    );
  }

  #sendPicture(recorded: RecordedPicture): void {
    const payloads = recorded.pictures[this.#picture % recorded.pictures.length] ?? [];
    if (this.#picture % recorded.pictures.length === 0) this.sent.keyframes += 1;
    const timestamp = Math.round((performance.now() * 90) % 0x100000000);
    payloads.forEach((payload, i) => {
      this.#videoSequence = (this.#videoSequence + 1) & 0xffff;
      this.sent.video += 1;
      const last = i === payloads.length - 1;
      this.#send('video', payloadTypes.video, this.#videoSequence, timestamp, last, payload);
    });
    this.#picture += 1;
  }

  #send(
    line: 'audio' | 'video',
    payloadType: number,
    sequenceNumber: number,
    timestamp: number,
    marker: boolean,
    payload: Buffer,
  ): void {
    if (this.#random() < (this.#options.loss?.up ?? 0)) return;
    const header = new RtpHeader({
      ...{ payloadType, sequenceNumber, timestamp: timestamp >>> 0, marker, ssrc: this.#link.sources[line] },
      ...(line === 'audio' && this.#level()),
    });
    void this.#link.transport.sendRtp(payload, header);
  }

  #level() {
    const id = this.#link.levelExtension;
    if (id === null) return {};
    return { extension: true, extensions: [{ id, payload: Buffer.of(this.#options.soundLevel ?? 20) }] };
  }

  #received(datagram: Buffer): void {
    const first = datagram[0] ?? 0;
    if (this.#closed || first < 128 || first > 191 || datagram.length < 12) return;
    const type = datagram.readUInt8(1);
    if (type >= 192 && type <= 223) this.#control(datagram);
    else if (this.#random() >= (this.#options.loss?.down ?? 0)) this.#media(datagram, type & 0x7f);
  }

  #media(datagram: Buffer, type: number): void {
    const now = performance.now();
    const { onPacket } = this.#options;
    if (type === payloadTypes.repeat) {
      const plain = this.#decrypt(datagram);
      const extended = (plain.readUInt8(0) & 0x10) !== 0;
      const body = extended ? 16 + 4 * plain.readUInt16BE(14) : 12;
      this.video.repeated(plain.readUInt16BE(body));
      return;
    }
    const line = type === payloadTypes.opus ? 'audio' : 'video';
    this[line].add(datagram, now);
    onPacket?.(line, this.#decrypt(datagram));
  }

  #decrypt(datagram: Buffer): Buffer {
    return this.#link.transport.srtp.decrypt(datagram);
  }

  /** A PLI makes the recorded picture begin again, with its keyframe. */
  #control(datagram: Buffer): void {
    const plain = this.#link.transport.srtcp.decrypt(datagram);
    for (let at = 0; at + 12 <= plain.length; at += 4 + 4 * plain.readUInt16BE(at + 2)) {
      const isPictureLoss = plain.readUInt8(at + 1) === 206 && (plain.readUInt8(at) & 0x1f) === 1;
      if (isPictureLoss) this.#picture = 0;
    }
  }

  #askForLost(): void {
    const lost = this.video.due(performance.now());
    if (lost.length === 0 || this.video.ssrc === null) return;
    const feedback = new GenericNack({
      senderSsrc: this.#link.sources.video,
      mediaSourceSsrc: this.video.ssrc,
      lost,
    });
    void this.#link.transport.sendRtcp([new RtcpTransportLayerFeedback({ feedback })]);
  }

  /** Says that it cannot decode the picture. */
  loseThePicture(): void {
    if (this.video.ssrc === null) return;
    const feedback = new PictureLossIndication({
      senderSsrc: this.#link.sources.video,
      mediaSsrc: this.video.ssrc,
    });
    void this.#link.transport.sendRtcp([new RtcpPayloadSpecificFeedback({ feedback })]);
  }

  #report(): void {
    const reports = [this.audio, this.video].flatMap((stream) =>
      stream.ssrc === null ? [] : [this.#block(stream, stream.ssrc)],
    );
    const exponent = Math.max(0, Math.ceil(Math.log2(this.estimateBps / 0x3ffff)));
    const feedback = new ReceiverEstimatedMaxBitrate({
      senderSsrc: this.#link.sources.video,
      mediaSsrc: 0,
      ssrcNum: 1,
      brExp: exponent,
      brMantissa: Math.floor(this.estimateBps / 2 ** exponent),
      ssrcFeedbacks: [this.video.ssrc ?? 1],
    });
    const estimate = new RtcpPayloadSpecificFeedback({ feedback });
    void this.#link.transport.sendRtcp([
      new RtcpRrPacket({ ssrc: this.#link.sources.audio, reports }),
      estimate,
    ]);
  }

  #block(stream: ReceivedStream, ssrc: number): RtcpReceiverInfo {
    const { lost, packets } = stream.sinceLastReport();
    const share = lost / Math.max(1, packets + lost);
    return new RtcpReceiverInfo({
      ssrc,
      fractionLost: Math.round(share * 255),
      packetsLost: stream.lost,
      highestSequence: stream.highest >>> 0,
      jitter: 0,
      lsr: 0,
      dlsr: 0,
    });
  }

  /** Leaves. Idempotent. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    for (const timer of this.#timers.splice(0)) clearInterval(timer);
    await this.#link.peer.close();
  }
}
