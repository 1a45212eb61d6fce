import type { LayoutMap, MixedPerson } from '@cloudmeet/contracts';
import type { PictureLayer, StreamId, ToAudio, ToEdge, ToVideo } from '../children/messages.ts';
import type { Peer } from './peer.ts';
import { Told } from './told.ts';
import type { UplinkWorth } from './uplink-worth.ts';

type AudioSource = Extract<ToAudio, { t: 'source' }>;
type VideoSource = Extract<ToVideo, { t: 'source' }>;

/** What of a room goes to processes for outputs. */
export interface RoomTap {
  /** Ports that take the common mix. */
  audio: readonly number[];
  /** Ports that take the layer for outputs, */
  video: readonly number[];
  /** which then has keyframes at this distance. */
  keyframesMs: number | null;
}

export interface RoomOutputPorts {
  toAudio(message: ToAudio): void;
  toVideo(message: ToVideo): void;
  toEdge(edge: number, message: ToEdge): void;
  /** UDP port of an edge; undefined while it has none. */
  edgePort(edge: number): number | undefined;
  /** The edges on which somebody receives a layer now. */
  edgesOfLayer(stream: StreamId): readonly number[];
  tap(): RoomTap;
}

/** Outputs take the largest picture that most can decode. */
export function layerForOutputs(layers: readonly PictureLayer[]): PictureLayer {
  const [layer] = layers.filter(({ codec }) => codec === 'H264').sort((a, b) => b.height - a.height);
  if (!layer) throw new Error('A room has no layer of H264.');
  return layer;
}

/**
 * What the processes were told of a room. It is brought up to date with how the room should be, so nothing depends on
 * the order of what happened, and a new process is told everything.
 */
export class RoomOutput {
  readonly #room: number;
  readonly #mix: StreamId;
  readonly #layers: readonly PictureLayer[];
  readonly #ports: RoomOutputPorts;
  readonly #audioRoom = new Told<'room', ToAudio>();
  readonly #audioEdges = new Told<'ports', readonly number[]>();
  readonly #audioSources = new Told<StreamId, AudioSource>();
  readonly #videoRoom = new Told<'room', ToVideo>();
  readonly #videoSources = new Told<StreamId, VideoSource>();
  readonly #videoLayout = new Told<'layout', LayoutMap>();
  readonly #layerEdges = new Told<StreamId, readonly number[]>();
  readonly #layerKeyframes = new Told<StreamId, number>();
  readonly #worths = new Told<StreamId, UplinkWorth & { edge: number }>();

  constructor(room: number, mix: StreamId, layers: readonly PictureLayer[], ports: RoomOutputPorts) {
    this.#room = room;
    this.#mix = mix;
    this.#layers = layers;
    this.#ports = ports;
  }

  bring(
    people: ReadonlyMap<string, MixedPerson>,
    peers: readonly Peer[],
    map: LayoutMap,
    nowMs: number,
  ): void {
    this.#bringAudio(people, peers);
    this.#bringVideo(people, peers, map);
    const worths = peers.flatMap((peer) =>
      peer.worths(map, nowMs).map(([uplink, worth]) => [uplink, { ...worth, edge: peer.edge }] as const),
    );
    this.#worths.bring(new Map(worths), ({ edge, ...worth }, uplink) =>
      this.#ports.toEdge(edge, { t: 'uplink', uplink, ...worth }),
    );
  }

  /** A process was started anew. */
  forget(kind: 'audio' | 'video'): void {
    const told =
      kind === 'audio'
        ? [this.#audioRoom, this.#audioEdges, this.#audioSources]
        : [this.#videoRoom, this.#videoSources, this.#videoLayout, this.#layerEdges, this.#layerKeyframes];
    for (const one of told) one.forget();
  }

  close(): void {
    this.#ports.toAudio({ t: 'room.close', room: this.#room });
    this.#ports.toVideo({ t: 'room.close', room: this.#room });
  }

  #bringAudio(people: ReadonlyMap<string, MixedPerson>, peers: readonly Peer[]): void {
    const room = this.#room;
    const { toAudio } = this.#ports;
    this.#audioRoom.bring(new Map([['room', { t: 'room.open', room, mix: this.#mix }]]), toAudio);
    const listeners = [...this.#portsOf(peers.map(({ edge }) => edge)), ...this.#ports.tap().audio];
    this.#audioEdges.bring(new Map([['ports', listeners]]), (ports) =>
      toAudio({ t: 'room.edges', room, ports }),
    );
    const sources = peers.flatMap((peer) => this.#soundsOf(peer, people.get(peer.participantId)));
    this.#audioSources.bring(new Map(sources.map((one) => [one.uplink, one])), toAudio, ({ uplink }) =>
      toAudio({ t: 'source.gone', room, uplink }),
    );
  }

  #bringVideo(people: ReadonlyMap<string, MixedPerson>, peers: readonly Peer[], map: LayoutMap): void {
    const room = this.#room;
    const { toVideo, edgesOfLayer } = this.#ports;
    this.#videoRoom.bring(new Map([['room', { t: 'room.open', room, layers: this.#layers }]]), toVideo);
    const sources = peers.flatMap((peer) => this.#picturesOf(peer, people.get(peer.participantId)));
    this.#videoSources.bring(new Map(sources.map((one) => [one.uplink, one])), toVideo, ({ uplink }) =>
      toVideo({ t: 'source.gone', room, uplink }),
    );
    this.#videoLayout.bring(new Map([['layout', map]]), () => toVideo({ t: 'layout', room, map }));
    const tapped = layerForOutputs(this.#layers).stream;
    const { video, keyframesMs } = this.#ports.tap();
    const wanted = this.#layers.map(({ stream }) => {
      const ports = this.#portsOf(edgesOfLayer(stream));
      return [stream, stream === tapped ? [...ports, ...video] : ports] as const;
    });
    this.#layerEdges.bring(new Map(wanted), (ports, stream) =>
      toVideo({ t: 'layer.edges', room, stream, ports }),
    );
    const tellKeyframes = (stream: StreamId, everyMs: number | null) =>
      toVideo({ t: 'layer.keyframes', room, stream, everyMs });
    this.#layerKeyframes.bring(
      new Map(keyframesMs === null ? [] : [[tapped, keyframesMs]]),
      (everyMs, stream) => tellKeyframes(stream, everyMs),
      (_everyMs, stream) => tellKeyframes(stream, null),
    );
  }

  #portsOf(edges: readonly number[]): number[] {
    const ports = [...new Set(edges)].map((edge) => this.#ports.edgePort(edge));
    return ports.filter((port) => port !== undefined).sort((one, other) => one - other);
  }

  #soundsOf(peer: Peer, person: MixedPerson | undefined): AudioSource[] {
    const edgePort = this.#ports.edgePort(peer.edge);
    if (!person || edgePort === undefined) return [];
    const { participantId, described } = peer;
    return (['audio', 'screen-audio'] as const).flatMap((kind): AudioSource[] => {
      if (!peer.hasSound(kind)) return [];
      const open = kind === 'audio' ? person.audio : person.screen;
      const streams = { uplink: peer.uplink(kind), own: described.own, edgePort };
      return [{ t: 'source', room: this.#room, participantId, kind, ...streams, open }];
    });
  }

  #picturesOf(peer: Peer, person: MixedPerson | undefined): VideoSource[] {
    if (!person) return [];
    return (['camera', 'screen'] as const).flatMap((kind): VideoSource[] => {
      const codec = peer.codecOf(kind);
      const isOn = kind === 'camera' ? person.video : person.screen;
      if (!codec || !isOn) return [];
      const uplink = peer.uplink(kind === 'camera' ? 'video' : 'screen');
      return [{ t: 'source', room: this.#room, participantId: peer.participantId, kind, uplink, codec }];
    });
  }
}
