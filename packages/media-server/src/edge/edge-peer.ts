import type { MixerReply, TrackKind } from '@cloudmeet/contracts';
import type { EdgePeer as PeerNumbers, FromEdge, PeerStats, StreamId } from '../children/messages.ts';
import type { OurCertificate } from './dtls/dtls-session.ts';
import { Downlink } from './downlink/downlink.ts';
import { PeerConnection } from './peer-connection.ts';
import { type PathReport, PeerReports } from './peer-reports.ts';
import { nackPacket, pictureLost } from './rtcp/write-rtcp.ts';
import type { Agreement } from './sdp/negotiate.ts';
import type { SenderFactory } from './sender-factory.ts';
import { type UplinkCap, UplinkLine } from './uplink/uplink-line.ts';
import { UplinkDemux } from './uplink/uplink-demux.ts';

const connectWithinMs = 15_000;
const silentMs = 10_000;
const keyframeEveryMs = 500;
/** While a larger layer is tried, how long the way is tells at once when a queue grows. */
const triedReportMs = 200;

/** What a peer needs from the edge it is on. */
export interface EdgePeerContext {
  certificate: OurCertificate;
  senders: SenderFactory;
  tell(message: FromEdge): void;
  /** A datagram for the process that mixes this kind of media. */
  forward(kind: 'audio' | 'video', datagram: Buffer): void;
  keyframe(stream: StreamId): void;
  /** Which layers it receives may have changed. */
  onLayers(): void;
  onPacing(downlink: Downlink): void;
  /** It is gone; nothing comes after this. */
  onGone(peer: EdgePeer): void;
}

/** One participant's connection on this edge: up, down and reports. */
export class EdgePeer {
  readonly numbers: PeerNumbers;
  readonly connection: PeerConnection;
  readonly downlink: Downlink;
  readonly uplinks: readonly UplinkLine[];
  readonly #reports: PeerReports;
  readonly #demux: UplinkDemux;
  readonly #context: EdgePeerContext;
  readonly #bornMs = performance.now();
  #keyframeMs = -Infinity;
  #reportedMs = -Infinity;
  #closed = false;

  constructor(numbers: PeerNumbers, agreement: Agreement, context: EdgePeerContext) {
    this.numbers = numbers;
    this.#context = context;
    this.connection = new PeerConnection(numbers, agreement, context.certificate, context.senders, {
      onConnected: () => this.#connected(),
      onRtp: (packet) => this.#received(packet),
      onRtcp: (compound) => this.#reports.received(compound),
      onEnd: (reason) => this.gone(reason),
    });
    this.uplinks = agreement.lines.flatMap((line) => {
      const receives = line?.direction === 'sendrecv' || line?.direction === 'recvonly';
      return line !== null && receives ? [new UplinkLine(line, numbers.uplinks[line.track])] : [];
    });
    this.#demux = new UplinkDemux(this.uplinks);
    this.downlink = new Downlink(this.connection, context.onPacing);
    this.#reports = new PeerReports(this.connection, this.downlink, this.uplinks, {
      onPictureLost: () => this.#pictureLost(),
      onPath: (path) => this.#look(path),
    });
  }

  #connected(): void {
    this.#context.tell({ t: 'connected', peer: this.numbers.peer, connected: true });
    this.#aim();
    // The first report tells the client at once which moments of sound and picture belong together.
    this.#reports.send();
  }

  #received(packet: Buffer): void {
    const line = this.#demux.lineOf(packet);
    const datagram = line?.received(packet, performance.now());
    if (line !== null && datagram !== null && datagram !== undefined) {
      this.#context.forward(line.agreed.kind, datagram);
    }
  }

  show(width: number, height: number): void {
    this.downlink.choice.show(width, height);
    this.#aim();
  }

  /** Says what an uplink is worth; the client is told. */
  limit(line: UplinkLine, cap: UplinkCap, size: { width: number; height: number }): void {
    line.cap = cap;
    this.reply({ kind: 'uplink', track: line.track, ...cap, ...size });
  }

  reply(reply: MixerReply): void {
    this.#context.tell({ t: 'reply', peer: this.numbers.peer, reply });
  }

  #aim(): void {
    const before = this.downlink.video?.wanted ?? null;
    this.downlink.aim();
    const wanted = this.downlink.video?.wanted ?? null;
    if (wanted === before) return;
    this.#context.onLayers();
    this.#askForKeyframe(-Infinity);
  }

  /** The client has told something of the path, or a second has passed. */
  #look(path: PathReport): void {
    const { choice, sentBps } = this.downlink;
    choice.update({ ...path, nowMs: performance.now(), sentBps });
    this.#aim();
  }

  #pictureLost(): void {
    const stream = this.downlink.video?.current?.stream;
    if (stream !== undefined) this.#context.keyframe(stream);
  }

  /** While the layer that is wanted has not begun. */
  #askForKeyframe(sinceMs: number): void {
    const { video } = this.downlink;
    if (!video?.wanted || video.current === video.wanted || this.#keyframeMs > sinceMs) return;
    this.#keyframeMs = performance.now();
    this.#context.keyframe(video.wanted.stream);
  }

  /** Every few tens of milliseconds: what was lost on the way up. */
  requests(nowMs: number): void {
    if (!this.connection.isConnected) return;
    const us = this.connection.sources.audio;
    for (const line of this.uplinks) {
      if (!line.isMissing || line.agreed.kind !== 'video' || line.ssrc === null) continue;
      const { lost, picture } = line.requests(nowMs, this.connection.roundTripMs);
      if (lost.length > 0) this.connection.sendRtcp(nackPacket(us, line.ssrc, lost));
      if (picture) this.connection.sendRtcp(pictureLost(us, line.ssrc));
    }
    this.#askForKeyframe(nowMs - keyframeEveryMs);
    this.downlink.look(nowMs);
    if (this.downlink.choice.isTrying && nowMs - this.#reportedMs > triedReportMs) this.#report(nowMs);
  }

  /** Clients measure by our reports how long the way is. */
  #report(nowMs: number): void {
    this.#reportedMs = nowMs;
    this.#reports.send();
  }

  /** Every second; what it was like, of who is connected. */
  everySecond(nowMs: number): PeerStats | null {
    if (!this.connection.isConnected) {
      if (nowMs - this.#bornMs > connectWithinMs) this.gone('It did not connect in time');
      return null;
    }
    if (nowMs - this.connection.agent.heardAtMs > silentMs) {
      this.gone('Nothing was heard of it for 10 s');
      return null;
    }
    const statistics = this.#reports.statistics();
    this.#report(nowMs);
    this.downlink.video?.refillRepeats(nowMs);
    this.#look({ ...this.#reports.path, roundTripMs: null });
    return statistics;
  }

  /** What the client's browser sends on each line. */
  tellCodecs(): void {
    for (const track of ['audio', 'video', 'screen', 'screen-audio'] satisfies TrackKind[]) {
      const codec = this.connection.lineOf(track)?.codec ?? null;
      this.#context.tell({ t: 'uplink.codec', peer: this.numbers.peer, track, codec });
    }
  }

  gone(reason: string): void {
    if (this.#closed) return;
    this.close();
    this.#context.tell({ t: 'gone', peer: this.numbers.peer, reason });
    this.#context.onGone(this);
  }

  close(): void {
    this.#closed = true;
    this.connection.close();
  }
}
