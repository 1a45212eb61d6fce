import { Bottleneck } from '@cloudmeet/testing';
import type { PictureLayer } from '../../src/children/messages.ts';
import { Downlink, type DownlinkConnection } from '../../src/edge/downlink/downlink.ts';
import type { AgreedLine } from '../../src/edge/sdp/negotiate.ts';
import { SharedPayloads } from '../../src/srtp/shared-payloads.ts';
import { headerBytes, type OutgoingHeader, type SrtpSender } from '../../src/srtp/srtp-sender.ts';
import { EstimatingClient } from './estimating-client.ts';

const layerOf = (stream: number, height: number, framesPerSecond: number, bitsPerSecond: number) =>
  ({
    ...{ stream, height, framesPerSecond, bitsPerSecond, codec: 'H264', width: (height * 16) / 9 },
  }) satisfies PictureLayer;

export const layers: readonly PictureLayer[] = [
  layerOf(3, 720, 24, 1_500_000),
  layerOf(2, 360, 24, 500_000),
  layerOf(1, 180, 15, 150_000),
];

const stepMs = 5;
const soundMs = 20;
/** A way of 20 ms each way beside the queue. */
const wayMs = 20;
const tagBytes = 16;
const soundPayload = 110;
const payloadMax = 1180;
/** A keyframe is as large as so many other pictures. */
const keyframeTimes = 8;
const keyframeEveryMs = 500;

const line = (track: 'audio' | 'video'): AgreedLine => ({
  ...{ mid: track, track, kind: track, direction: 'sendonly', codec: track === 'audio' ? 'opus' : 'H264' },
  ...{ payloadType: 100, repeatType: track === 'video' ? 101 : null, sendTimeExtension: 3 },
  ...{ midExtension: null, levelExtension: null, sources: [] },
  offered: { payloadType: 100, name: track, clockRate: 48_000, parameters: new Map() },
});

const ssrcs = { cname: '', audio: 1, video: 2, repeat: 3 };

/** A packet of sound. */
export interface SoundSent {
  atMs: number;
  /** How long it was on the way; null: it was lost. */
  tookMs: number | null;
}

/**
 * The way down to one client over a path of limited bandwidth, without sockets and in simulated time: the real downlink
 * with layers that take all that they may, and a client that estimates by delay and reports as browsers do.
 */
export class NarrowPath {
  nowMs = 0;
  /** What the client says is not heard. */
  deaf = false;
  readonly downlink: Downlink;
  readonly sound: SoundSent[] = [];
  /** The lines of the layer that is sent, each second; 0 for none. */
  readonly heights: number[] = [];
  /** When trials began. */
  readonly trials: number[] = [];
  readonly #bottleneck: Bottleneck;
  readonly #client = new EstimatingClient();
  readonly #due = new Map<number, number>();
  #keyframeMs = 0;
  #frames = 0;
  #lost: { sequence: number; askMs: number }[] = [];
  #wasTrying = false;

  constructor(bitsPerSecond: number) {
    this.#bottleneck = new Bottleneck(bitsPerSecond);
    const sender: SrtpSender = {
      kind: 'script',
      add: (header, payloads, n) => this.#pass(header, payloads.length(n)),
      flush: () => undefined,
      close: () => undefined,
    };
    const uplinks = { audio: 0, video: 0, screen: 0, 'screen-audio': 0 };
    const connection: DownlinkConnection = {
      peer: {
        ...{ peer: 1, room: 1, participantId: 'prt_1', connection: '1', uplinks, mix: 10, own: 11 },
        layers,
      },
      ...{ sources: ssrcs, sender, roundTripMs: 2 * wayMs },
      lineOf: (track) => (track === 'audio' || track === 'video' ? line(track) : null),
    };
    this.downlink = new Downlink(connection, () => undefined);
    this.downlink.aim(0);
  }

  setRate(bitsPerSecond: number): void {
    this.#bottleneck.setRate(bitsPerSecond);
  }

  run(seconds: number): void {
    const untilMs = this.nowMs + seconds * 1000;
    for (; this.nowMs < untilMs; this.nowMs += stepMs) this.#step();
  }

  #step(): void {
    const { downlink, nowMs } = this;
    for (const layer of layers) this.#picture(layer);
    if (nowMs % soundMs === 0) {
      this.#sound();
      downlink.look(nowMs);
    }
    downlink.pace(stepMs);
    const asked = this.#lost.filter(({ askMs }) => askMs <= nowMs);
    this.#lost = this.#lost.filter(({ askMs }) => askMs > nowMs);
    downlink.repeat(
      asked.map(({ sequence }) => sequence),
      nowMs,
    );
    const report = this.#client.report(nowMs, downlink.choice.isTrying ? 200 : 1000);
    if (report !== null && !this.deaf) this.#look(report);
    if (nowMs % 1000 === 0) {
      downlink.video?.refillRepeats(nowMs);
      this.heights.push(downlink.video?.current?.height ?? 0);
    }
    if (downlink.choice.isTrying && !this.#wasTrying) this.trials.push(nowMs);
    this.#wasTrying = downlink.choice.isTrying;
  }

  #look(report: NonNullable<ReturnType<EstimatingClient['report']>>): void {
    const { downlink, nowMs } = this;
    const roundTripMs = report.queueMs + 2 * wayMs;
    downlink.choice.update({ ...report, nowMs, sentBps: downlink.sentBps, roundTripMs });
    downlink.aim(nowMs);
  }

  /** A picture of a layer, where its time has come. */
  #picture(layer: PictureLayer): void {
    const { video } = this.downlink;
    const dueMs = this.#due.get(layer.stream) ?? 0;
    if (this.nowMs < dueMs || video === null) return;
    this.#due.set(layer.stream, dueMs + 1000 / layer.framesPerSecond);
    const isWanted = video.wanted === layer && video.current !== layer;
    const keyframe = isWanted && this.nowMs - this.#keyframeMs >= keyframeEveryMs;
    if (keyframe) this.#keyframeMs = this.nowMs;
    if (!keyframe && video.current !== layer) return;
    const bytes = (layer.bitsPerSecond / layer.framesPerSecond / 8) * (keyframe ? keyframeTimes : 1);
    const count = Math.ceil(bytes / payloadMax);
    const payloads = Array.from({ length: count }, () => Buffer.alloc(Math.ceil(bytes / count)));
    const frame = { layer, timestamp: (this.#frames += 1), unixMs: this.nowMs, keyframe };
    this.downlink.sendPicture({ ...frame, payloads: new SharedPayloads(payloads) });
  }

  #sound(): void {
    const payloads = new SharedPayloads([Buffer.alloc(soundPayload)]);
    this.downlink.sendSound({ timestamp: this.nowMs * 48, unixMs: this.nowMs, marker: false, payloads });
  }

  #pass(header: OutgoingHeader, payloadBytes: number): void {
    const { nowMs } = this;
    const bytes = headerBytes(header) + payloadBytes + tagBytes;
    const throughMs = this.#bottleneck.throughMs(bytes, nowMs);
    const tookMs = throughMs === null ? null : throughMs - nowMs + wayMs;
    if (header.ssrc === ssrcs.audio) this.sound.push({ atMs: nowMs, tookMs });
    const isPicture = header.ssrc === ssrcs.video;
    if (tookMs !== null) this.#client.comes(nowMs + tookMs, bytes, tookMs - wayMs, isPicture);
    else if (isPicture) {
      this.#client.misses();
      this.#lost.push({ sequence: header.sequence, askMs: nowMs + 100 });
    }
  }
}
