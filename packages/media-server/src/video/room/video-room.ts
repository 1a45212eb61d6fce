import type { LayoutMap, Tile } from '@cloudmeet/contracts';
import type { FromVideo, PictureLayer, RoomNumber, StreamId, VideoCodec } from '../../children/messages.ts';
import type { MediaPort } from '../../port/media-port.ts';
import type { RtpPacket } from '../../rtp/rtp-packet.ts';
import type { Clock } from '../clock.ts';
import { RoomLayer } from '../layer/room-layer.ts';
import { createComposition, type Composition } from '../picture/composition.ts';
import { createScaledPictures, type ScaledPictures } from '../picture/scaled-pictures.ts';
import { efforts, type Effort } from '../shedding/efforts.ts';
import { VideoSource, type SourcePicture } from '../uplink/video-source.ts';
import type { VideoCounters } from '../video-counters.ts';
import { createTicker } from './ticker.ts';

export interface VideoRoomOptions {
  room: RoomNumber;
  layers: readonly PictureLayer[];
  clock: Clock;
  counters: VideoCounters;
  port: Pick<MediaPort, 'send' | 'takeWaiting'>;
  tell: (message: FromVideo) => void;
  /** What FFmpeg could not do for this room. */
  onFailure: (error: unknown) => void;
}

export interface SourceDescription {
  participantId: string;
  kind: Tile['kind'];
  uplink: StreamId;
  codec: VideoCodec;
}

interface Stage {
  composition: Composition;
  scaled: ScaledPictures;
}

const clockTicksPerMs = 90;
/** After a failure the picture begins anew, and not more often than this. */
const restartMs = 1000;
/** A picture in which nothing has changed for so long goes on at a few frames a second. */
const calmAfterMs = 1000;
const calmFramesPerSecond = 4;

/** One room's picture: its sources, who is where, and its layers. While nobody receives a layer it does nothing. */
export class VideoRoom {
  readonly #options: VideoRoomOptions;
  readonly #layers: ReadonlyMap<StreamId, RoomLayer>;
  readonly #sources = new Map<StreamId, { description: SourceDescription; source: VideoSource }>();
  readonly #ticker;
  #map: LayoutMap = { number: 0, tiles: [], unseen: 0 };
  #effort: Effort = efforts[0];
  #stage: Stage | null = null;
  #changedMs = -Infinity;
  #draws = 0;
  #cancelRestart: (() => void) | null = null;

  constructor(options: VideoRoomOptions) {
    this.#options = options;
    const { counters, port } = options;
    this.#layers = new Map(
      options.layers.map((layer) => [layer.stream, new RoomLayer({ layer, counters, send: port.send })]),
    );
    this.#ticker = createTicker({
      clock: options.clock,
      onTick: (dueMs, missed) => this.#tick(dueMs, missed),
    });
  }

  /** Whether somebody receives its picture. */
  get watched(): boolean {
    return this.#stage !== null;
  }

  addSource(description: SourceDescription): void {
    const { uplink, codec, kind } = description;
    this.removeSource(uplink);
    const { clock, counters, tell, room } = this.#options;
    const source = new VideoSource({
      kind,
      codec,
      counters,
      now: clock.now,
      onKeyframeWanted: () => tell({ t: 'keyframe.wanted', uplink }),
      onLive: (live, width, height) => tell({ t: 'source.live', room, uplink, live, width, height }),
    });
    this.#sources.set(uplink, { description, source });
    this.#watchSources();
  }

  removeSource(uplink: StreamId): void {
    this.#sources.get(uplink)?.source.close();
    this.#sources.delete(uplink);
  }

  push(uplink: StreamId, packet: RtpPacket, arrivedMs: number): void {
    this.#sources.get(uplink)?.source.push(packet, arrivedMs);
  }

  layOut(map: LayoutMap): void {
    this.#map = map;
    this.#stage?.composition.layOut(map);
    this.#changedMs = this.#options.clock.now();
    this.#watchSources();
  }

  setEdges(stream: StreamId, ports: readonly number[]): void {
    this.#layers.get(stream)?.setEdges(ports);
    this.#arrange();
  }

  askKeyframe(stream: StreamId): void {
    this.#layers.get(stream)?.askKeyframe();
  }

  setKeyframes(stream: StreamId, everyMs: number | null): void {
    this.#layers.get(stream)?.setKeyframes(everyMs);
  }

  setEffort(effort: Effort): void {
    this.#effort = effort;
    this.#arrange();
  }

  close(): void {
    for (const uplink of [...this.#sources.keys()]) this.removeSource(uplink);
    for (const layer of this.#layers.values()) layer.close();
    this.#cancelRestart?.();
    this.#leaveStage();
  }

  get #wanted(): RoomLayer[] {
    return [...this.#layers.values()].filter((layer) => layer.wanted);
  }

  /** Brings what runs into line with what is wanted. */
  #arrange(): void {
    if (this.#cancelRestart) return;
    const wanted = this.#wanted;
    const largest = Math.max(...wanted.map(({ layer }) => layer.height));
    for (const layer of wanted) {
      const scale = layer.layer.height === largest ? this.#effort.largestLayerScale : 1;
      layer.setEffort({ scale, framesPerSecond: this.#effort.framesPerSecondMax });
    }
    if (wanted.length === 0) this.#leaveStage();
    else {
      this.#enterStage().scaled.keep(wanted.map((layer) => layer.size));
      this.#ticker.run(1000 / Math.max(...wanted.map((layer) => layer.framesPerSecond)));
    }
    this.#watchSources();
  }

  #enterStage(): Stage {
    if (this.#stage) return this.#stage;
    const composition = createComposition();
    composition.layOut(this.#map);
    this.#stage = { composition, scaled: createScaledPictures(composition.canvas) };
    this.#changedMs = this.#options.clock.now();
    return this.#stage;
  }

  #leaveStage(): void {
    this.#ticker.stop();
    this.#stage?.scaled.close();
    this.#stage?.composition.close();
    this.#stage = null;
  }

  #watchSources(): void {
    for (const { description, source } of this.#sources.values()) {
      source.watch(this.watched && this.#map.tiles.some((tile) => shows(tile, description)));
    }
  }

  #tick(dueMs: number, missed: number): void {
    try {
      this.#draw(dueMs, missed);
    } catch (error) {
      this.#options.onFailure(error);
      this.#restart();
    }
  }

  /** One room whose picture cannot be made must not take the others along. */
  #restart(): void {
    this.#leaveStage();
    for (const layer of this.#layers.values()) layer.pause();
    this.#cancelRestart = this.#options.clock.after(restartMs, () => {
      this.#cancelRestart = null;
      this.#arrange();
    });
  }

  #draw(dueMs: number, missed: number): void {
    if (!this.#stage) return;
    const { clock, counters, port } = this.#options;
    port.takeWaiting();
    const nowMs = clock.now();
    counters.ticksMissed += missed;
    counters.ticksDrawn += 1;
    this.#draws += 1;
    if (this.#draws % this.#effort.paintEvery === 0) this.#paint(this.#stage, nowMs);
    for (const { source } of this.#sources.values()) source.refresh(nowMs);
    this.#encode(this.#stage, dueMs, nowMs);
  }

  #paint({ composition, scaled }: Stage, nowMs: number): void {
    const painted = composition.draw((tile) => (tile.hasVideo ? this.#pictureOf(tile, nowMs) : null));
    this.#options.counters.tilesPainted += painted;
    if (painted === 0) return;
    scaled.changed();
    this.#changedMs = nowMs;
  }

  #encode({ scaled }: Stage, dueMs: number, nowMs: number): void {
    const ticks = Math.round(dueMs * clockTicksPerMs);
    const calm = nowMs - this.#changedMs > calmAfterMs;
    for (const layer of this.#wanted) {
      const slow = calm && !layer.keyframeDue(dueMs);
      if (!layer.due(ticks, slow ? calmFramesPerSecond : Infinity)) continue;
      const { width, height } = layer.size;
      layer.encode(scaled.inSize(width, height), ticks, dueMs);
    }
  }

  /** While somebody comes back on a new line the old one is still there: the newer picture counts. */
  #pictureOf(tile: Tile, nowMs: number): SourcePicture | null {
    let newest: SourcePicture | null = null;
    for (const { description, source } of this.#sources.values()) {
      if (!shows(tile, description)) continue;
      source.refresh(nowMs);
      const picture = source.picture(nowMs);
      if (picture && picture.number > (newest?.number ?? 0)) newest = picture;
    }
    return newest;
  }
}

function shows(tile: Tile, source: SourceDescription): boolean {
  return tile.participantId === source.participantId && tile.kind === source.kind;
}
