import { createLoudest, createMixMinus, frameSamples, ramp, type SoundPacket } from '@cloudmeet/media-core';
import type { FromAudio, RoomNumber, StreamId } from '../../children/messages.ts';
import { createLevelsReport, type LevelsReport } from './levels-report.ts';
import { sourcesToDecode } from './sources-to-decode.ts';
import { createOutgoingMix, type OutgoingMix, type SendTo } from './outgoing-mix.ts';
import { SoundSource, type SourceDescription } from './sound-source.ts';
import type { UplinkTotals } from './uplink-totals.ts';

export interface MixedRoomOptions {
  room: RoomNumber;
  mix: StreamId;
  sendTo: SendTo;
  say: (message: FromAudio) => void;
  count: { decoded(): void; encoded(): void };
  /** Takes the counts of sources that go. */
  totals: UplinkTotals;
}

/** Ticks without a voice until a room rests: long enough for the encoder to have gone silent itself. */
const quietTicks = 25;

interface Heard {
  source: SoundSource;
  samples: Float32Array;
}

/** One room's sound: the mix for all who are not heard, and a mix of their own for each who is. */
export class MixedRoom {
  readonly #sources = new Map<StreamId, SoundSource>();
  readonly #awake = new Set<SoundSource>();
  readonly #owns = new Map<StreamId, OutgoingMix>();
  readonly #loudest = createLoudest<SoundSource>();
  readonly #minus = createMixMinus<StreamId>();
  readonly #mixed = new Float32Array(frameSamples);
  readonly #options: MixedRoomOptions;
  readonly #common: OutgoingMix;
  readonly #levels: LevelsReport;
  #edges: readonly number[] = [];
  #ticks = 0;
  #ticksWithoutVoice = 0;

  constructor(options: MixedRoomOptions) {
    this.#options = options;
    this.#common = createOutgoingMix(options.mix, options.sendTo, options.count.encoded);
    this.#levels = createLevelsReport(options.room, options.say);
  }

  /** Adds a source, or changes what is known of one. */
  describe(description: SourceDescription): void {
    const known = this.#sources.get(description.uplink);
    if (known) known.describe(description);
    else this.#sources.set(description.uplink, new SoundSource(description, this.#options.count.decoded));
  }

  remove(uplink: StreamId): void {
    const source = this.#sources.get(uplink);
    if (!source) return;
    this.#sources.delete(uplink);
    this.#awake.delete(source);
    this.#options.totals.keep(source.stats());
    source.close();
    const { own } = source.description;
    if ([...this.#sources.values()].some(({ description }) => description.own === own)) return;
    this.#owns.get(own)?.close();
    this.#owns.delete(own);
  }

  setEdges(ports: readonly number[]): void {
    this.#edges = ports;
  }

  /** Takes a packet of one of its sources; answers whether the room has to be mixed from now on. */
  receive(uplink: StreamId, packet: SoundPacket, nowMs: number): boolean {
    const source = this.#sources.get(uplink);
    if (!source?.receive(packet, nowMs)) return false;
    this.#awake.add(source);
    return true;
  }

  /** Mixes and sends 20 ms. False: nobody is heard, no tick is needed until `receive` says so. */
  tick(nowMs: number, timestamp: number): boolean {
    const frames = this.#pullAll(nowMs);
    const chosen = this.#loudest.choose(new Map(frames.map(({ source }) => [source, source.levelDbov])));
    this.#minus.clear();
    this.#addHeard(frames, chosen, nowMs);
    this.#sendOwns(timestamp);
    this.#sendCommon(timestamp);
    this.#levels.tick(levelsOf(frames, chosen));
    this.#putToSleep(nowMs);
    this.#ticksWithoutVoice = this.#awake.size === 0 ? this.#ticksWithoutVoice + 1 : 0;
    if (this.#ticksWithoutVoice < quietTicks) return true;
    this.#rest();
    return false;
  }

  /** Tells listeners of a quiet room that the line is there. */
  keepAlive(timestamp: number): void {
    this.#common.sendPause(timestamp, this.#edges);
  }

  sources(): ReadonlyMap<StreamId, SoundSource> {
    return this.#sources;
  }

  /** Idempotent. */
  close(): void {
    for (const source of this.#sources.values()) {
      this.#options.totals.keep(source.stats());
      source.close();
    }
    for (const own of this.#owns.values()) own.close();
    this.#sources.clear();
    this.#awake.clear();
    this.#owns.clear();
    this.#common.close();
  }

  #pullAll(nowMs: number): Heard[] {
    this.#ticks += 1;
    const decoded = sourcesToDecode([...this.#awake], this.#ticks);
    return [...this.#awake].flatMap((source) => {
      if (!decoded.has(source)) {
        source.skip(nowMs);
        return [];
      }
      const samples = source.pull(nowMs);
      return samples ? [{ source, samples }] : [];
    });
  }

  /** Adds what is heard to the mix; who comes or goes does so over one frame. */
  #addHeard(frames: readonly Heard[], chosen: ReadonlySet<SoundSource>, nowMs: number): void {
    for (const { source, samples } of frames) {
      const gain = chosen.has(source) && source.wantsToBeHeard(nowMs) ? 1 : 0;
      if (gain === 0 && source.gain === 0) continue;
      if (gain !== source.gain) ramp(samples, source.gain, gain);
      source.gain = gain;
      this.#minus.add(source.description.own, samples);
    }
  }

  #sendOwns(timestamp: number): void {
    const portOf = new Map(
      [...this.#awake].map(({ description }) => [description.own, description.edgePort]),
    );
    for (const stream of this.#minus.groups()) {
      const port = portOf.get(stream);
      if (port === undefined) continue;
      this.#minus.without(stream, this.#mixed);
      this.#ownMix(stream).send(this.#mixed, timestamp, [port]);
    }
  }

  #ownMix(stream: StreamId): OutgoingMix {
    const { sendTo, count } = this.#options;
    const own = this.#owns.get(stream) ?? createOutgoingMix(stream, sendTo, count.encoded);
    this.#owns.set(stream, own);
    return own;
  }

  #sendCommon(timestamp: number): void {
    if (this.#edges.length === 0) return;
    this.#mixed.set(this.#minus.sum());
    this.#common.send(this.#mixed, timestamp, this.#edges);
  }

  #putToSleep(nowMs: number): void {
    for (const source of this.#awake) {
      if (source.wantsToBeHeard(nowMs)) continue;
      this.#awake.delete(source);
      source.sleep();
    }
  }

  #rest(): void {
    this.#levels.quiet();
    this.#common.rest();
    for (const own of this.#owns.values()) own.rest();
  }
}

/** Loudness of the microphones that are heard; the sound of a screen is nobody speaking. */
function levelsOf(frames: readonly Heard[], chosen: ReadonlySet<SoundSource>): Map<string, number> {
  return new Map(
    frames
      .filter(({ source }) => chosen.has(source) && source.description.kind === 'audio')
      .map(({ source }) => [source.description.participantId, source.levelDbov]),
  );
}
