import type { MediaPort } from '../port/media-port.ts';
import type { FromVideo, RoomNumber, StreamId, ToVideo } from '../children/messages.ts';
import { readRtp } from '../rtp/rtp-packet.ts';
import type { Clock } from './clock.ts';
import { VideoRoom } from './room/video-room.ts';
import { costOf, efforts } from './shedding/efforts.ts';
import { createLoadShedder, type LoadSample } from './shedding/load-shedder.ts';
import { createVideoCounters, type VideoCounters } from './video-counters.ts';

export interface VideoProcessOptions {
  clock: Clock;
  /** Where packets come from and pictures go to. It is held while a picture is drawn: then each tick takes what came. */
  port: Pick<MediaPort, 'send' | 'hold' | 'takeWaiting' | 'release'>;
  tell: (message: FromVideo) => void;
  /** What FFmpeg could not do: the room or source it belongs to goes on without it. */
  onFailure: (error: unknown) => void;
}

/** All rooms of the video process: messages and datagrams go to the room they are about. */
export class VideoProcess {
  readonly counters: VideoCounters = createVideoCounters();
  readonly #options: VideoProcessOptions;
  readonly #rooms = new Map<RoomNumber, VideoRoom>();
  readonly #roomOf = new Map<StreamId, VideoRoom>();
  readonly #shedder = createLoadShedder(efforts.map(costOf));
  #level = 0;

  constructor(options: VideoProcessOptions) {
    this.#options = options;
  }

  get rooms(): number {
    return this.#rooms.size;
  }

  /** Rooms whose picture somebody receives. */
  get watchedRooms(): number {
    return [...this.#rooms.values()].filter((room) => room.watched).length;
  }

  get sources(): number {
    return this.#roomOf.size;
  }

  /** How much is left out: 0 is nothing. */
  get sheddingLevel(): number {
    return this.#level;
  }

  handle(message: ToVideo): void {
    if (message.t === 'room.open') this.#open(message);
    else if (message.t === 'room.close') this.#close(message.room);
    else {
      const room = this.#rooms.get(message.room);
      if (room) this.#tellRoom(room, message);
    }
    if (message.t === 'layer.edges' || message.t === 'room.close') this.#hold();
  }

  #hold(): void {
    if (this.watchedRooms > 0) this.#options.port.hold();
    else this.#options.port.release();
  }

  /** A packet that came at `arrivedMs` of the clock. Its memory is kept. */
  receive(datagram: Buffer, arrivedMs = this.#options.clock.now()): void {
    const packet = readRtp(datagram);
    const room = packet && this.#roomOf.get(packet.ssrc);
    if (!packet || !room) {
      this.counters.strayDatagrams += 1;
      return;
    }
    try {
      room.push(packet.ssrc, packet, arrivedMs);
    } catch (error) {
      this.#options.onFailure(error);
    }
  }

  /** Once a second: how busy it was. */
  sample(load: LoadSample): void {
    const level = this.#shedder.sample(load);
    const effort = efforts[level];
    if (level === this.#level || !effort) return;
    this.#level = level;
    for (const room of this.#rooms.values()) room.setEffort(effort);
  }

  close(): void {
    for (const room of [...this.#rooms.keys()]) this.#close(room);
  }

  #open({ room, layers }: Extract<ToVideo, { t: 'room.open' }>): void {
    this.#close(room);
    const opened = new VideoRoom({ ...this.#options, counters: this.counters, room, layers });
    opened.setEffort(efforts[this.#level] ?? efforts[0]);
    this.#rooms.set(room, opened);
  }

  #close(number: RoomNumber): void {
    const room = this.#rooms.get(number);
    if (!room) return;
    room.close();
    this.#rooms.delete(number);
    for (const [uplink, of] of this.#roomOf) if (of === room) this.#roomOf.delete(uplink);
  }

  #tellRoom(room: VideoRoom, message: Exclude<ToVideo, { t: 'room.open' | 'room.close' }>): void {
    switch (message.t) {
      case 'source':
        room.addSource(message);
        this.#roomOf.set(message.uplink, room);
        break;
      case 'source.gone':
        room.removeSource(message.uplink);
        this.#roomOf.delete(message.uplink);
        break;
      case 'layout':
        room.layOut(message.map);
        break;
      case 'layer.edges':
        room.setEdges(message.stream, message.ports);
        break;
      case 'keyframe':
        room.askKeyframe(message.stream);
        break;
      case 'layer.keyframes':
        room.setKeyframes(message.stream, message.everyMs);
        break;
    }
  }
}
