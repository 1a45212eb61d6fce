import { createLoudest, createMixMinus, frameSamples, ramp } from '@cloudmeet/media-core';
import type { FromAudio, RoomNumber, StreamId } from '../../children/messages.ts';
import type { SaidPacket } from '../sound-packet.ts';
import { EdgeDatagrams, type SendTo } from './edge-datagrams.ts';
import { createLevelsReport, type LevelsReport } from './levels-report.ts';
import { createOutgoingMix, type OutgoingMix } from './outgoing-mix.ts';
import { sourcesToDecode } from './sources-to-decode.ts';
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
  readonly #loudness = new Map<SoundSource, number>();
  readonly #minus = createMixMinus<StreamId>();
  /** Where the own mixes of those go who are in this tick's mix. */
  readonly #portOf = new Map<StreamId, number>();
  readonly #mixed = new Float32Array(frameSamples);
  readonly #options: MixedRoomOptions;
  readonly #common: OutgoingMix;
  readonly #levels: LevelsReport;
  readonly #datagrams: EdgeDatagrams;
  #edges: readonly number[] = [];
  #ticks = 0;
  #ticksWithoutVoice = 0;

  constructor(options: MixedRoomOptions) {
    this.#options = options;
    this.#common = createOutgoingMix(options.mix, options.count.encoded);
    this.#datagrams = new EdgeDatagrams(options.sendTo);
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
    this.#owns.get(own)?.rest();
    this.#owns.delete(own);
  }

  setEdges(ports: readonly number[]): void {
    this.#edges = ports;
  }

  /** Takes a packet of one of its sources; answers whether the room has to be mixed from now on. */
  receive(uplink: StreamId, packet: SaidPacket, nowMs: number): boolean {
    const source = this.#sources.get(uplink);
    if (!source?.receive(packet, nowMs)) return false;
    this.#awake.add(source);
    return true;
  }

  /** Mixes and sends 20 ms. False: nobody is heard, no tick is needed until `receive` says so. */
  tick(nowMs: number, timestamp: number): boolean {
    const frames = this.#pullAll(nowMs);
    this.#loudness.clear();
    for (const { source } of frames) this.#loudness.set(source, source.levelDbov);
    const chosen = this.#loudest.choose(this.#loudness);
    this.#minus.clear();
    this.#addHeard(frames, chosen, nowMs);
    this.#addOwnMixes(timestamp);
    this.#addCommonMix(timestamp);
    this.#datagrams.flush();
    this.#levels.tick(levelsOf(frames, chosen));
    this.#putToSleep(nowMs);
    this.#ticksWithoutVoice = this.#awake.size === 0 ? this.#ticksWithoutVoice + 1 : 0;
    if (this.#ticksWithoutVoice < quietTicks) return true;
    this.#rest();
    return false;
  }

  /** By how much sooner everybody who is heard could be mixed; Infinity where nobody is. */
  slackMs(): number {
    let least = Infinity;
    for (const source of this.#awake) if (source.gain > 0) least = Math.min(least, source.slackMs);
    return least;
  }

  /** Tells listeners of a quiet room that the line is there. */
  keepAlive(timestamp: number): void {
    const packet = this.#common.nextPause(timestamp);
    for (const port of this.#edges) this.#options.sendTo(packet, port);
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
    for (const own of this.#owns.values()) own.rest();
    this.#sources.clear();
    this.#awake.clear();
    this.#owns.clear();
    this.#common.rest();
  }

  #pullAll(nowMs: number): Heard[] {
    this.#ticks += 1;
    const decoded = sourcesToDecode(this.#awake, this.#ticks, this.#loudest.quietestDbov());
    const frames: Heard[] = [];
    for (const source of this.#awake) {
      if (decoded.has(source)) {
        const samples = source.pull(nowMs);
        if (samples) frames.push({ source, samples });
      } else source.skip(nowMs);
    }
    return frames;
  }

  /** Adds what is heard to the mix; who comes or goes does so over one frame. */
  #addHeard(frames: readonly Heard[], chosen: ReadonlySet<SoundSource>, nowMs: number): void {
    this.#portOf.clear();
    for (const { source, samples } of frames) {
      const gain = chosen.has(source) && source.wantsToBeHeard(nowMs) ? 1 : 0;
      if (gain === 0 && source.gain === 0) continue;
      if (gain !== source.gain) ramp(samples, source.gain, gain);
      source.gain = gain;
      this.#minus.add(source.description.own, samples);
      this.#portOf.set(source.description.own, source.description.edgePort);
    }
  }

  #addOwnMixes(timestamp: number): void {
    for (const stream of this.#minus.groups()) {
      const port = this.#portOf.get(stream);
      if (port === undefined) continue;
      this.#minus.without(stream, this.#mixed);
      this.#datagrams.add(this.#ownMix(stream).next(this.#mixed, timestamp), port);
    }
  }

  #ownMix(stream: StreamId): OutgoingMix {
    const own = this.#owns.get(stream) ?? createOutgoingMix(stream, this.#options.count.encoded);
    this.#owns.set(stream, own);
    return own;
  }

  #addCommonMix(timestamp: number): void {
    if (this.#edges.length === 0) return;
    this.#mixed.set(this.#minus.sum());
    const packet = this.#common.next(this.#mixed, timestamp);
    for (const port of this.#edges) this.#datagrams.add(packet, port);
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
  const levels = new Map<string, number>();
  for (const { source } of frames) {
    const { kind, participantId } = source.description;
    if (kind === 'audio' && chosen.has(source)) levels.set(participantId, source.levelDbov);
  }
  return levels;
}
