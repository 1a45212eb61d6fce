import type { FromAudio, FromChild, RoomNumber, StreamId, ToAudio } from '../children/messages.ts';
import { createLateness } from './clock/lateness.ts';
import { createTickClock, type TickClock } from './clock/tick-clock.ts';
import { MixedRoom } from './room/mixed-room.ts';
import type { MediaPort } from '../port/media-port.ts';
import { UplinkTotals } from './room/uplink-totals.ts';
import { readUplinkPacket } from './sound-packet.ts';

export interface AudioProcessOptions {
  /** Where packets come from and mixes go to. It is held while the clock ticks: then every tick takes what came. */
  port: Pick<MediaPort, 'send' | 'hold' | 'takeWaiting' | 'release'>;
  say: (message: FromAudio) => void;
  /** How often a room in which nobody is heard gets a packet. Default 10 s. */
  keepAliveMs?: number;
}

const tickMs = 20;
const samplesPerMs = 48;
/** From the first packet of a voice to the first tick: what a steady path needs. */
const leadMs = 11;
/** Once a second ticks may come sooner, by so much at most: listeners' buffers do not notice. */
const alignTicks = 50;
const slackMsMin = 3;
const advanceMsMax = 10;
/** Quiet rooms get their packets in so many groups, so that not all come at once. */
const keepAliveSteps = 10;

/** Timestamps follow the machine's clock, as those of pictures do, so that lips and voice can be aligned. */
const timestampAt = (ms: number) => Math.round((performance.timeOrigin + ms) * samplesPerMs) % 2 ** 32;

/** All rooms' sound in one process: packets and messages in, mixes and messages out. */
export class AudioProcess {
  readonly #options: AudioProcessOptions;
  readonly #rooms = new Map<RoomNumber, MixedRoom>();
  readonly #roomOf = new Map<StreamId, MixedRoom>();
  /** Rooms in which somebody is heard: only these cost anything per tick. */
  readonly #mixing = new Set<MixedRoom>();
  readonly #lateness = createLateness();
  readonly #counts = { mixed: 0, decoded: 0, encoded: 0, received: 0, ignored: 0 };
  readonly #totals = new UplinkTotals();
  readonly #origin = performance.now();
  readonly #clock: TickClock;
  readonly #keepAlive: ReturnType<typeof setInterval>;
  #keepAliveStep = 0;

  constructor(options: AudioProcessOptions) {
    this.#options = options;
    this.#clock = createTickClock({
      everyMs: tickMs,
      onTick: (number, lateMs) => this.#tick(number, lateMs),
    });
    this.#keepAlive = setInterval(
      () => this.#keepRoomsAlive(),
      (options.keepAliveMs ?? 10_000) / keepAliveSteps,
    );
  }

  onMessage(message: ToAudio): void {
    const room = this.#rooms.get(message.room);
    switch (message.t) {
      case 'room.open':
        this.#openRoom(message.room, message.mix);
        return;
      case 'room.close':
        this.#closeRoom(message.room);
        return;
      case 'source':
        if (!room) return;
        room.describe(message);
        this.#roomOf.set(message.uplink, room);
        return;
      case 'source.gone':
        room?.remove(message.uplink);
        this.#roomOf.delete(message.uplink);
        return;
      case 'room.edges':
        room?.setEdges(message.ports);
    }
  }

  /** Takes a datagram of an edge that came at `arrivedMs`. What is not RTP of a known, open source is counted and left. */
  onDatagram(datagram: Buffer, arrivedMs: number): void {
    this.#counts.received += 1;
    const packet = readUplinkPacket(datagram);
    const room = packet ? this.#roomOf.get(packet.uplink) : undefined;
    if (!packet || !room) {
      this.#counts.ignored += 1;
      return;
    }
    if (!room.receive(packet.uplink, packet, arrivedMs)) return;
    this.#mixing.add(room);
    if (this.#clock.running) return;
    this.#clock.start(leadMs);
    this.#options.port.hold();
  }

  beat(): Pick<Extract<FromChild, { t: 'beat' }>, 'media' | 'busy'> {
    return { media: this.#counts.mixed, busy: this.#mixing.size > 0 };
  }

  metrics(): Readonly<Record<string, number>> {
    const { lost, late, broken, concealedSamples } = this.#totals.sum(
      [...this.#rooms.values()].flatMap((room) => [...room.sources().values()]),
    );
    return {
      ...this.#perUplink(),
      audio_packets_lost_total: lost,
      audio_packets_late_total: late,
      audio_packets_broken_total: broken,
      audio_concealed_seconds_total: concealedSamples / (1000 * samplesPerMs),
      audio_rooms: this.#rooms.size,
      audio_rooms_mixing: this.#mixing.size,
      audio_packets_received_total: this.#counts.received,
      audio_packets_ignored_total: this.#counts.ignored,
      audio_frames_decoded_total: this.#counts.decoded,
      audio_frames_encoded_total: this.#counts.encoded,
      audio_frames_mixed_total: this.#counts.mixed,
      audio_ticks_total: this.#lateness.ticks(),
      audio_ticks_late_total: this.#lateness.lateTicks(),
      audio_tick_late_p99_ms: this.#lateness.percentile(0.99),
    };
  }

  /** Of everybody whose voice comes now: how late their packets are, and how unevenly they come. For the room's view. */
  #perUplink(): Record<string, number> {
    const figures: Record<string, number> = {};
    for (const room of this.#mixing) {
      for (const [uplink, source] of room.sources()) {
        if (!source.isAwake) continue;
        const { lateMs, jitterMs } = source.stats();
        figures[`audio_late_ms_${String(uplink)}`] = lateMs;
        figures[`audio_jitter_ms_${String(uplink)}`] = Math.round(jitterMs * 10) / 10;
      }
    }
    return figures;
  }

  /** Idempotent. */
  close(): void {
    clearInterval(this.#keepAlive);
    this.#stopClock();
    for (const number of [...this.#rooms.keys()]) this.#closeRoom(number);
  }

  #openRoom(number: RoomNumber, mix: StreamId): void {
    this.#closeRoom(number);
    const { port, say } = this.#options;
    const count = {
      decoded: () => void (this.#counts.decoded += 1),
      encoded: () => void (this.#counts.encoded += 1),
    };
    this.#rooms.set(
      number,
      new MixedRoom({ room: number, mix, sendTo: port.send, say, count, totals: this.#totals }),
    );
  }

  #closeRoom(number: RoomNumber): void {
    const room = this.#rooms.get(number);
    if (!room) return;
    for (const uplink of room.sources().keys()) this.#roomOf.delete(uplink);
    this.#mixing.delete(room);
    this.#rooms.delete(number);
    room.close();
  }

  #tick(number: number, lateMs: number): void {
    this.#lateness.add(lateMs);
    this.#options.port.takeWaiting();
    const timestamp = timestampAt(this.#origin + number * tickMs);
    const nowMs = performance.now();
    for (const room of this.#mixing) {
      this.#counts.mixed += 1;
      if (!room.tick(nowMs, timestamp)) this.#mixing.delete(room);
    }
    if (number % alignTicks === 0) this.#align();
    if (this.#mixing.size === 0) this.#stopClock();
  }

  #stopClock(): void {
    this.#clock.stop();
    this.#options.port.release();
  }

  /** Ticks come sooner where the packets of all who are heard are there sooner. Nobody's sound waits longer for it. */
  #align(): void {
    let least = Infinity;
    for (const room of this.#mixing) least = Math.min(least, room.slackMs());
    if (least >= slackMsMin && least < Infinity) this.#clock.advance(Math.min(least - 1, advanceMsMax));
  }

  #keepRoomsAlive(): void {
    this.#keepAliveStep = (this.#keepAliveStep + 1) % keepAliveSteps;
    const timestamp = timestampAt(performance.now());
    for (const [number, room] of this.#rooms) {
      if (number % keepAliveSteps === this.#keepAliveStep && !this.#mixing.has(room))
        room.keepAlive(timestamp);
    }
  }
}
