import type { FromMediaNode, ToMediaNode } from '@cloudmeet/contracts';
import type { FromAudio, FromEdge, FromVideo, StreamId } from '../children/messages.ts';
import type { ChildKind, OutputChildKind } from './child-handle.ts';
import type { Children } from './children.ts';
import type { Clock } from './clock.ts';
import { MixedRoom } from './mixed-room.ts';
import { Numbers } from './numbers.ts';
import type { Peer } from './peer.ts';
import type { RoomTap } from './room-output.ts';

type Open = Extract<ToMediaNode, { t: 'open' }>;
type Refusal = Extract<FromMediaNode, { t: 'closed' }>['reason'];

/** Whoever writes some of the rooms: one connection of a realtime node. */
export interface Writer {
  send(message: FromMediaNode): void;
}

export interface MixRoomsOptions {
  clock: Clock;
  children(): Children;
  /** What of a room goes to processes for outputs. */
  tapOf(room: MixedRoom): RoomTap;
  /** People who may be connected at once. */
  participantsMax: number;
  /** Mixes at once. */
  mixersMax: number;
  /** Tiles of a picture at most. */
  tilesMax?: number | undefined;
}

/** A mix whose writer is gone, or in which nobody is, ends after this. */
const unusedMs = 60_000;
/** A draining mix goes on for so long, because its people are still on their way to another node. */
const drainMs = 15_000;
const tickMs = 1000;
/** A spare process takes the place of a lost edge within this, also where many others want a core. */
const replacementMs = 400;

interface Held {
  room: MixedRoom;
  writer: Writer | undefined;
}

/** Everything that is mixed on this node, by the names that writers, edges and processes have for it. */
export class MixRooms {
  readonly #options: MixRoomsOptions;
  readonly #byMixer = new Map<string, Held>();
  readonly #byNumber = new Map<number, Held>();
  readonly #peers = new Map<number, { held: Held; peer: Peer }>();
  readonly #roomOfUplink = new Map<StreamId, { held: Held; peer: Peer }>();
  readonly #roomOfLayer = new Map<StreamId, Held>();
  readonly #layersOfEdge = new Map<number, ReadonlySet<StreamId>>();
  /** What tells the people of an edge that was lost a moment ago. */
  readonly #lostOfEdge = new Map<number, () => void>();
  readonly #numbers = new Numbers();
  #isDraining = false;
  #drainingSinceMs = 0;
  #cancelTick: () => void;

  constructor(options: MixRoomsOptions) {
    this.#options = options;
    this.#cancelTick = options.clock.after(tickMs, () => this.#tick());
  }

  get count(): number {
    return this.#byMixer.size;
  }

  /** People who are connected or about to be. */
  get participants(): number {
    return this.#peers.size;
  }

  get isDraining(): boolean {
    return this.#isDraining;
  }

  find(mixerId: string): MixedRoom | undefined {
    return this.#byMixer.get(mixerId)?.room;
  }

  /** The mix of a session: the newest one that somebody is connected to, else the newest. */
  ofSession(sessionId: string): MixedRoom | undefined {
    const newest = (rooms: readonly MixedRoom[]) =>
      rooms.toSorted((a, b) => b.open.mixer.generation - a.open.mixer.generation)[0];
    const all = this.rooms.filter(({ open }) => open.sessionId === sessionId);
    return newest(all.filter(({ peers }) => peers.some(({ isConnected }) => isConnected))) ?? newest(all);
  }

  get rooms(): readonly MixedRoom[] {
    return [...this.#byMixer.values()].map(({ room }) => room);
  }

  /** What a writer says of one of its rooms. */
  hear(writer: Writer, message: Exclude<ToMediaNode, { t: 'ping' }>): void {
    if (message.t === 'open') return this.#open(writer, message);
    const held = this.#byMixer.get(message.mixerId);
    // A writer that lost the room to another one has nothing to say any more.
    if (!held || held.writer !== writer) return;
    held.room.usedMs = this.#options.clock.nowMs();
    if (message.t === 'room') held.room.update(message);
    else if (message.t === 'request') held.room.request(message.participantId, message.request);
    else this.#close(held);
  }

  /** A writer's connection is gone: its rooms go on, and wait for another. */
  leave(writer: Writer): void {
    const nowMs = this.#options.clock.nowMs();
    for (const held of this.#byMixer.values()) {
      if (held.writer !== writer) continue;
      held.writer = undefined;
      held.room.usedMs = nowMs;
    }
  }

  fromAudio(message: FromAudio): void {
    this.#byNumber.get(message.room)?.room.fromAudio(message);
  }

  fromVideo(message: FromVideo): void {
    const source = this.#roomOfUplink.get(message.uplink);
    if (!source) return;
    if (message.t === 'source.live') return source.held.room.sourceLive(message);
    this.#options.children().toEdge(source.peer.edge, { t: 'keyframe', uplink: message.uplink });
  }

  fromEdge(edge: number, message: FromEdge): void {
    if (message.t === 'layers.wanted') return this.#layersWanted(edge, message.streams);
    if (message.t === 'keyframe.wanted') return this.keyframeWanted(message.stream);
    if (message.t === 'peers.stats') {
      for (const stats of message.of) {
        const known = this.#peerOn(edge, stats.peer);
        if (known) known.peer.stats = stats;
      }
      return;
    }
    const known = this.#peerOn(edge, message.peer);
    known?.held.room.fromEdge(known.peer, message);
  }

  /** Whoever has this number, if they are on this edge. */
  #peerOn(edge: number, number: number) {
    const known = this.#peers.get(number);
    return known?.peer.edge === edge ? known : undefined;
  }

  /** Somebody cannot decode this layer. */
  keyframeWanted(stream: StreamId): void {
    const room = this.#roomOfLayer.get(stream)?.room.number;
    if (room !== undefined) this.#options.children().toVideo({ t: 'keyframe', room, stream });
  }

  /** A process was started and knows nothing. */
  ready(kind: Exclude<ChildKind, OutputChildKind>, index = 0): void {
    if (kind === 'edge') this.#tellLost(index);
    for (const { room } of this.#byMixer.values()) {
      if (kind === 'edge') room.sync();
      else room.restarted(kind);
    }
  }

  /**
   * An edge is gone: everybody who was connected to it is asked to connect again. That waits for a moment for the edge
   * that takes its place: with it people are spread over all edges as before.
   */
  edgeLost(edge: number): void {
    this.#layersOfEdge.delete(edge);
    const isOfEdge = ({ peer }: { peer: Peer }) => peer.edge === edge;
    const lost = [...this.#peers.values()].filter(isOfEdge);
    const tell = () => {
      for (const { held, peer } of lost) held.room.lost(peer, 'the edge is gone');
    };
    this.#tellLost(edge);
    const cancel = this.#options.clock.after(replacementMs, () => this.#tellLost(edge));
    this.#lostOfEdge.set(edge, () => {
      cancel();
      tell();
    });
  }

  #tellLost(edge: number): void {
    const tell = this.#lostOfEdge.get(edge);
    this.#lostOfEdge.delete(edge);
    tell?.();
  }

  /** Takes nothing more; writers are told to place their rooms elsewhere, while what is connected stays for a while. */
  drain(): void {
    if (this.#isDraining) return;
    this.#isDraining = true;
    this.#drainingSinceMs = this.#options.clock.nowMs();
    for (const { writer, room } of this.#byMixer.values())
      writer?.send({ t: 'closed', mixerId: room.mixerId, reason: 'draining' });
  }

  /** Ends everything. Idempotent. */
  close(): void {
    this.#cancelTick();
    for (const held of [...this.#byMixer.values()]) this.#close(held);
  }

  #open(writer: Writer, open: Open): void {
    const known = this.#byMixer.get(open.mixer.id);
    if (known) return this.#takeOver(known, writer);
    const refusal = this.#refusal();
    if (refusal) return writer.send({ t: 'closed', mixerId: open.mixer.id, reason: refusal });
    for (const held of this.#byMixer.values())
      if (held.room.open.sessionId === open.sessionId && !held.writer) this.#close(held);
    const held: Held = { writer, room: this.#create(open, (message) => held.writer?.send(message)) };
    this.#byMixer.set(open.mixer.id, held);
    this.#byNumber.set(held.room.number, held);
    for (const { stream } of held.room.layers) this.#roomOfLayer.set(stream, held);
    writer.send({ t: 'opened', mixerId: open.mixer.id, fresh: true });
    held.room.sync();
  }

  #refusal(): Refusal | undefined {
    if (this.#isDraining) return 'draining';
    if (!this.#options.children().isReady) return 'failed';
    return this.count >= this.#options.mixersMax || !this.#hasSeat() ? 'full' : undefined;
  }

  #hasSeat(): boolean {
    return this.#peers.size < this.#options.participantsMax;
  }

  #takeOver(held: Held, writer: Writer): void {
    if (this.#isDraining) return writer.send({ t: 'closed', mixerId: held.room.mixerId, reason: 'draining' });
    held.writer = writer;
    held.room.usedMs = this.#options.clock.nowMs();
    writer.send({ t: 'opened', mixerId: held.room.mixerId, fresh: false });
    held.room.tellLayout();
  }

  #create(open: Open, toWriter: (message: FromMediaNode) => void): MixedRoom {
    const children = this.#options.children();
    const heldOf = () => this.#byMixer.get(open.mixer.id);
    return new MixedRoom(this.#numbers.next(), open, {
      toWriter,
      nowMs: () => this.#options.clock.nowMs(),
      tilesMax: this.#options.tilesMax,
      tapOf: (room) => this.#options.tapOf(room),
      toAudio: (message) => children.toAudio(message),
      toVideo: (message) => children.toVideo(message),
      toEdge: (edge, message) => children.toEdge(edge, message),
      edgePort: (edge) => children.edges[edge]?.port,
      edgesOfLayer: (stream) =>
        [...this.#layersOfEdge].filter(([, streams]) => streams.has(stream)).map(([edge]) => edge),
      newStream: () => this.#numbers.next(),
      newPeerNumber: () => this.#numbers.next(),
      pickEdge: () => this.#pickEdge(),
      hasSeat: () => this.#hasSeat(),
      connected: (peer) => {
        const held = heldOf();
        if (held) this.#addPeer(held, peer);
      },
      gone: (peer) => this.#removePeer(peer),
    });
  }

  #addPeer(held: Held, peer: Peer): void {
    this.#peers.set(peer.number, { held, peer });
    for (const uplink of Object.values(peer.described.uplinks))
      this.#roomOfUplink.set(uplink, { held, peer });
  }

  #removePeer(peer: Peer): void {
    this.#peers.delete(peer.number);
    for (const uplink of Object.values(peer.described.uplinks)) this.#roomOfUplink.delete(uplink);
  }

  /** The one with the fewest connections. */
  #pickEdge(): number | undefined {
    const counts = new Map<number, number>();
    for (const [index, child] of this.#options.children().edges.entries())
      if (child.isReady) counts.set(index, 0);
    for (const { peer } of this.#peers.values()) {
      const count = counts.get(peer.edge);
      if (count !== undefined) counts.set(peer.edge, count + 1);
    }
    return [...counts].sort(([, one], [, other]) => one - other)[0]?.[0];
  }

  #layersWanted(edge: number, streams: readonly StreamId[]): void {
    const before = this.#layersOfEdge.get(edge) ?? new Set<StreamId>();
    const now = new Set(streams);
    this.#layersOfEdge.set(edge, now);
    const changed = [...before.symmetricDifference(now)].map((stream) => this.#roomOfLayer.get(stream));
    for (const held of new Set(changed)) held?.room.sync();
  }

  #close(held: Held): void {
    const { room } = held;
    this.#byMixer.delete(room.mixerId);
    this.#byNumber.delete(room.number);
    for (const { stream } of room.layers) this.#roomOfLayer.delete(stream);
    held.writer = undefined;
    room.close();
  }

  #tick(): void {
    const { clock } = this.#options;
    const nowMs = clock.nowMs();
    const isDrained = this.#isDraining && nowMs - this.#drainingSinceMs > drainMs;
    for (const held of [...this.#byMixer.values()]) {
      const { room, writer } = held;
      if (writer && room.people.length > 0) room.usedMs = nowMs;
      const isUnused = nowMs - room.usedMs > unusedMs;
      const isLeft = this.#isDraining && room.peers.length === 0;
      if (isUnused || isDrained || isLeft) {
        writer?.send({ t: 'closed', mixerId: room.mixerId, reason: 'closed' });
        this.#close(held);
      } else if (room.peers.length > 0) room.sync();
    }
    this.#cancelTick = clock.after(tickMs, () => this.#tick());
  }
}
