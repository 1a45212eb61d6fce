import type { PeerStats } from '../children/messages.ts';
import { unixNowMs } from './clock.ts';
import type { Downlink } from './downlink/downlink.ts';
import type { OutgoingSource } from './downlink/outgoing-source.ts';
import type { PeerConnection } from './peer-connection.ts';
import { readRtcp, type ReportBlock } from './rtcp/read-rtcp.ts';
import { ReportedLoss } from './rtcp/reported-loss.ts';
import { estimatePacket, receiverReport, senderReport, sourceNames } from './rtcp/write-rtcp.ts';
import { roundTripMs } from './uplink/source-statistics.ts';
import type { UplinkLine } from './uplink/uplink-line.ts';

const uplinkDefaultBps = 2_500_000;
const uplinkMaxBps = 6_000_000;

export interface PathReport {
  estimateBps: number | null;
  /** Packets of the picture so far, as the client counts them. */
  expected: number;
  lost: number;
  /** Of this report; null where it has none. */
  roundTripMs: number | null;
}

export interface PeerReportsEvents {
  /** The client cannot go on decoding the picture. */
  onPictureLost(): void;
  /** What the client says of the path is new. */
  onPath(path: PathReport): void;
}

/** RTCP of one client, both ways, and what it says about the path. */
export class PeerReports {
  /** Share of packets lost on the way down in the second before the last statistics. */
  lossDown = 0;
  jitterMs = 0;
  estimateBps: number | null = null;
  readonly #connection: PeerConnection;
  readonly #downlink: Downlink;
  readonly #uplinks: readonly UplinkLine[];
  readonly #events: PeerReportsEvents;
  readonly #loss = new ReportedLoss();
  #bytesDownBefore = 0;
  #bytesUpBefore = 0;
  #atMs = performance.now();
  /** Of the reports in the compound that is read now. */
  #roundTripMs: number | null = null;

  constructor(
    connection: PeerConnection,
    downlink: Downlink,
    uplinks: readonly UplinkLine[],
    events: PeerReportsEvents,
  ) {
    this.#connection = connection;
    this.#downlink = downlink;
    this.#uplinks = uplinks;
    this.#events = events;
  }

  received(compound: Buffer): void {
    const { sources } = this.#connection;
    const before = this.path;
    this.#roundTripMs = null;
    for (const event of readRtcp(compound)) {
      if (event.t === 'report') this.#reported(event.block);
      else if (event.t === 'nack' && event.ssrc === sources.video) this.#downlink.repeat(event.lost);
      else if (event.t === 'picture-lost' && event.ssrc === sources.video) this.#events.onPictureLost();
      else if (event.t === 'estimate') this.estimateBps = event.bitsPerSecond;
      else if (event.t === 'sender-report') {
        const now = unixNowMs();
        for (const line of this.#uplinks) line.senderReported(event.ssrc, event.ntpMiddle, now);
      }
    }
    const { path } = this;
    const isNew = path.roundTripMs !== null || path.expected !== before.expected;
    if (isNew || path.estimateBps !== before.estimateBps) this.#events.onPath(path);
  }

  get path(): PathReport {
    const { expected, lost } = this.#loss;
    return { estimateBps: this.estimateBps, expected, lost, roundTripMs: this.#roundTripMs };
  }

  #reported(block: ReportBlock): void {
    const { sources } = this.#connection;
    const measured = roundTripMs(block, unixNowMs());
    if (measured !== null) {
      this.#roundTripMs = measured;
      const before = this.#connection.measuredRoundTripMs ?? measured;
      this.#connection.measuredRoundTripMs = before * 0.8 + measured * 0.2;
    }
    if (block.ssrc === sources.audio) this.jitterMs = block.jitter / 48;
    // Without a picture the sound is all that tells of the path.
    const telling = this.#downlink.video?.current === null ? sources.audio : sources.video;
    if (block.ssrc === telling) this.#loss.report(block);
  }

  /** Reports of ours, about once a second: sender reports, receiver reports, names, and what we take. */
  send(): void {
    const now = unixNowMs();
    const sources: (OutgoingSource | undefined)[] = [
      this.#downlink.audio?.source,
      this.#downlink.video?.source,
    ];
    const senders = sources.flatMap((source) => source?.state(now) ?? []);
    const blocks = this.#uplinks.flatMap((line) => line.report(now) ?? []).slice(0, 31);
    const [first, ...others] = senders;
    const us = first?.ssrc ?? this.#connection.sources.audio;
    const packets = first === undefined ? [receiverReport(us, blocks)] : [senderReport(first, blocks)];
    for (const other of others) packets.push(senderReport(other));
    const named = senders.length > 0 ? senders.map(({ ssrc }) => ssrc) : [us];
    packets.push(sourceNames(named, this.#connection.sources.cname));
    const estimate = this.#estimate(us);
    if (estimate !== null) packets.push(estimate);
    this.#connection.sendRtcp(Buffer.concat(packets));
  }

  /** REMB for the pictures that the client sends. Null where it sends none. */
  #estimate(us: number): Buffer | null {
    const pictures = this.#uplinks.filter((line) => line.agreed.kind === 'video' && line.ssrc !== null);
    if (pictures.length === 0) return null;
    const wanted = pictures.reduce((sum, line) => {
      if (line.cap?.paused === true) return sum;
      return sum + (line.cap?.maxBitsPerSecond ?? uplinkDefaultBps);
    }, 100_000);
    const ssrcs = pictures.flatMap((line) => line.ssrc ?? []);
    return estimatePacket(us, Math.min(uplinkMaxBps, wanted), ssrcs);
  }

  /** What the last second was like. */
  statistics(): PeerStats {
    this.lossDown = this.#loss.take();
    const nowMs = performance.now();
    const seconds = Math.max(0.001, (nowMs - this.#atMs) / 1000);
    const down = this.#downlink.allBytes;
    const up = this.#uplinks.reduce((sum, line) => sum + line.bytes, 0);
    const statistics = {
      peer: this.#connection.peer.peer,
      downBitsPerSecond: Math.round(((down - this.#bytesDownBefore) * 8) / seconds),
      upBitsPerSecond: Math.round(((up - this.#bytesUpBefore) * 8) / seconds),
      lossUp: Math.max(0, ...this.#uplinks.map((line) => line.loss)),
      lossDown: this.lossDown,
      jitterMs: Math.max(this.jitterMs, ...this.#uplinks.map((line) => line.jitterMs)),
      roundTripMs: this.#connection.measuredRoundTripMs,
      layer: this.#downlink.video?.current?.stream ?? null,
    };
    this.#bytesDownBefore = down;
    this.#bytesUpBefore = up;
    this.#atMs = nowMs;
    return statistics;
  }
}
