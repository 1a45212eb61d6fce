import { limits } from '@cloudmeet/contracts';
import type { FromMediaNode, LayoutMap, MixedPerson, MixerRequest, ToMediaNode } from '@cloudmeet/contracts';
import { nextLayout } from '@cloudmeet/media-core';
import type { FromAudio, FromPeer, FromVideo, PictureLayer, StreamId } from '../children/messages.ts';
import { createLayers } from './layers.ts';
import { Peer } from './peer.ts';
import { layerForOutputs, RoomOutput } from './room-output.ts';
import type { RoomOutputPorts, RoomTap } from './room-output.ts';

type Open = Extract<ToMediaNode, { t: 'open' }>;
type RoomNow = Extract<ToMediaNode, { t: 'room' }>;

export interface MixedRoomPorts extends Omit<RoomOutputPorts, 'tap'> {
  /** What of this room goes to processes for outputs. */
  tapOf(room: MixedRoom): RoomTap;
  nowMs(): number;
  /** Tiles of a picture at most; undefined: as many as layouts have by default. */
  tilesMax: number | undefined;
  newStream(): StreamId;
  /** An edge for one more connection; undefined while none is ready. */
  pickEdge(): number | undefined;
  /** Whether one more may connect to this node. */
  hasSeat(): boolean;
  /** A connection began or ended: what comes from its edge belongs to this room. */
  connected(peer: Peer): void;
  gone(peer: Peer): void;
  newPeerNumber(): number;
  /** To whoever writes the room. */
  toWriter(message: FromMediaNode): void;
}

const emptyMap: LayoutMap = { number: 0, tiles: [], unseen: 0 };

/** One room that is mixed here: who is in it, how they are connected, and what the processes have to know. */
export class MixedRoom {
  readonly number: number;
  readonly open: Open;
  readonly mix: StreamId;
  readonly layers: readonly PictureLayer[];
  /** When anybody was last in the room or wrote to it, in ms since the epoch. */
  usedMs: number;
  readonly #ports: MixedRoomPorts;
  readonly #output: RoomOutput;
  readonly #people = new Map<string, MixedPerson>();
  readonly #peers = new Map<string, Peer>();
  /** Uplinks that the video process said have a picture, or have none any more. */
  readonly #live = new Map<StreamId, boolean>();
  readonly #lastHeard = new Map<string, number>();
  #heardCount = 0;
  #arrangement: Pick<RoomNow, 'layout' | 'spotlight'> = { layout: 'grid', spotlight: null };
  /** Who spoke last: in a silence the picture stays as it is. */
  #speaker: string | null = null;
  #map: LayoutMap = emptyMap;
  #isClosed = false;

  constructor(number: number, open: Open, ports: MixedRoomPorts) {
    this.number = number;
    this.open = open;
    this.#ports = ports;
    this.usedMs = ports.nowMs();
    this.mix = ports.newStream();
    this.layers = createLayers(ports.newStream);
    this.#output = new RoomOutput(number, this.mix, this.layers, { ...ports, tap: () => ports.tapOf(this) });
  }

  get mixerId(): string {
    return this.open.mixer.id;
  }

  /** The layer that recordings and streams are made of. */
  get outputLayer(): PictureLayer {
    return layerForOutputs(this.layers);
  }

  get map(): LayoutMap {
    return this.#map;
  }

  get people(): readonly MixedPerson[] {
    return [...this.#people.values()];
  }

  get peers(): readonly Peer[] {
    return [...this.#peers.values()];
  }

  peerOf(participantId: string): Peer | undefined {
    return this.#peers.get(participantId);
  }

  /** The room as it is now, whole. Whoever is not in it is disconnected. */
  update({ people, layout, spotlight }: RoomNow): void {
    const now = people.slice(0, limits.roomParticipantsMax);
    const here = new Set(now.map(({ participantId }) => participantId));
    this.#people.clear();
    for (const person of now) this.#people.set(person.participantId, person);
    for (const peer of this.peers) if (!here.has(peer.participantId)) this.#drop(peer);
    for (const id of [...this.#lastHeard.keys()]) if (!here.has(id)) this.#lastHeard.delete(id);
    this.#arrangement = { layout, spotlight };
    this.sync();
  }

  /** Somebody's client asks something. */
  request(participantId: string, request: MixerRequest): void {
    if (request.kind === 'offer') return this.#offer(participantId, request);
    const peer = this.#peers.get(participantId);
    if (!peer || peer.described.connection !== request.connection)
      return this.#reply(participantId, request.connection, 'unknown connection');
    if (request.kind === 'view') {
      const { width, height } = request;
      return this.#ports.toEdge(peer.edge, { t: 'view', peer: peer.number, width, height });
    }
    const { candidate: given } = request;
    const candidate = given && {
      ...{ candidate: given.candidate, sdpMid: given.sdpMid, sdpMLineIndex: given.sdpMLineIndex },
    };
    this.#ports.toEdge(peer.edge, { t: 'candidate', peer: peer.number, candidate });
  }

  fromEdge(peer: Peer, message: FromPeer): void {
    if (this.#peers.get(peer.participantId) !== peer) return;
    const { participantId } = peer;
    switch (message.t) {
      case 'reply':
        this.#ports.toWriter({ t: 'reply', mixerId: this.mixerId, participantId, reply: message.reply });
        // Whoever is refused is not asked to try again, as whoever is lost would be.
        if (message.reply.kind === 'refused') this.#forget(peer);
        return;
      case 'connected':
        peer.isConnected = message.connected;
        this.#ports.toWriter({
          ...{ t: 'connected', mixerId: this.mixerId, participantId },
          connected: message.connected,
        });
        return;
      case 'gone':
        return this.lost(peer, message.reason);
      case 'uplink.codec':
        peer.negotiated(message.track, message.codec);
        return this.sync();
    }
  }

  fromAudio({ of, speaker }: Extract<FromAudio, { t: 'levels' }>): void {
    this.#ports.toWriter({ t: 'levels', mixerId: this.mixerId, of: { ...of }, speaker });
    if (speaker === null) return;
    this.#lastHeard.set(speaker, (this.#heardCount += 1));
    if (speaker === this.#speaker) return;
    this.#speaker = speaker;
    this.sync();
  }

  /** Whether an uplink has a picture. */
  sourceLive({ uplink, live }: Extract<FromVideo, { t: 'source.live' }>): void {
    this.#live.set(uplink, live);
    this.sync();
  }

  /** Somebody's connection is gone with its edge, or by itself: they are asked to make another. */
  lost(peer: Peer, reason: string): void {
    if (this.#peers.get(peer.participantId) !== peer) return;
    this.#forget(peer);
    this.#reply(peer.participantId, peer.described.connection, reason);
    this.sync();
  }

  /** What was said to a process is forgotten, because it is a new one. */
  restarted(kind: 'audio' | 'video'): void {
    this.#output.forget(kind);
    if (kind === 'video') this.#live.clear();
    this.sync();
  }

  /** Brings everybody up to date. Cheap when nothing has changed. */
  sync(): void {
    if (this.#isClosed) return;
    const before = this.#map;
    this.#map = nextLayout(before.number === 0 ? null : before, {
      ...this.#arrangement,
      speaker: this.#speaker,
      tilesMax: this.#ports.tilesMax,
      people: this.people.map((person) => this.#asInPicture(person)),
    });
    this.#output.bring(this.#people, this.peers, this.#map, this.#ports.nowMs());
    if (this.#map !== before) this.tellLayout();
  }

  tellLayout(): void {
    this.#ports.toWriter({ t: 'layout', mixerId: this.mixerId, map: this.#map });
  }

  /** Ends the mix here. Idempotent. */
  close(): void {
    if (this.#isClosed) return;
    for (const peer of this.peers) this.#drop(peer);
    this.#isClosed = true;
    this.#output.close();
  }

  #asInPicture({ participantId, video, screen }: MixedPerson) {
    const peer = this.#peers.get(participantId);
    const isLive = (track: 'video' | 'screen') => peer && this.#live.get(peer.uplink(track));
    const lastHeard = this.#lastHeard.get(participantId);
    return {
      participantId,
      camera: video && isLive('video') === true,
      // Only what is in the picture is decoded, so a screen gets its place before it is known to be live.
      screen: screen && peer?.codecOf('screen') !== undefined && isLive('screen') !== false,
      ...(lastHeard === undefined ? {} : { lastHeard }),
    };
  }

  #offer(participantId: string, offer: Extract<MixerRequest, { kind: 'offer' }>): void {
    const { connection, sdp, tracks } = offer;
    if (!this.#people.has(participantId)) return this.#reply(participantId, connection, 'not in the room');
    const before = this.#peers.get(participantId);
    if (before && before.described.connection !== connection) this.#drop(before);
    const peer = this.#peers.get(participantId) ?? this.#connect(participantId, connection);
    if (typeof peer === 'string') return this.#reply(participantId, connection, peer);
    const { iceServers } = this.open;
    this.#ports.toEdge(peer.edge, { t: 'offer', peer: peer.described, sdp, tracks, iceServers });
    this.sync();
  }

  /** A place for somebody on an edge, or why there is none. */
  #connect(participantId: string, connection: string): Peer | string {
    if (!this.#ports.hasSeat()) return 'this media node is full';
    const edge = this.#ports.pickEdge();
    if (edge === undefined) return 'no edge is ready';
    const { newStream, newPeerNumber } = this.#ports;
    const uplinks = {
      ...{ audio: newStream(), video: newStream(), screen: newStream(), 'screen-audio': newStream() },
    };
    const peer = new Peer(edge, {
      ...{ peer: newPeerNumber(), room: this.number, participantId, connection, uplinks },
      ...{ mix: this.mix, own: newStream(), layers: this.layers },
    });
    this.#peers.set(participantId, peer);
    this.#ports.connected(peer);
    return peer;
  }

  #drop(peer: Peer): void {
    this.#ports.toEdge(peer.edge, { t: 'close', peer: peer.number });
    this.#forget(peer);
  }

  #forget(peer: Peer): void {
    this.#peers.delete(peer.participantId);
    for (const uplink of Object.values(peer.described.uplinks)) this.#live.delete(uplink);
    this.#ports.gone(peer);
    if (peer.isConnected)
      this.#ports.toWriter({
        ...{ t: 'connected', mixerId: this.mixerId, participantId: peer.participantId, connected: false },
      });
  }

  #reply(participantId: string, connection: string, reason: string): void {
    const reply = { kind: 'lost', connection, reason: reason.slice(0, 200) } as const;
    this.#ports.toWriter({ t: 'reply', mixerId: this.mixerId, participantId, reply });
  }
}
