import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { FromChild, FromEdge, StreamId, ToChild, ToEdge } from '../children/messages.ts';
import { ourCertificate, type OurCertificate } from './dtls/dtls-session.ts';
import { FanOut } from './downlink/fan-out.ts';
import { type EdgeOptions, portsOf } from './edge-options.ts';
import { EdgePeer, type EdgePeerContext } from './edge-peer.ts';
import { IceRegistry } from './ice/ice-registry.ts';
import { listenTcp } from './ice/tcp-listener.ts';
import { listenUdp } from './ice/udp-listener.ts';
import { answerTo, refusal } from './offers.ts';
import type { HostCandidate } from './sdp/answer.ts';
import { PeersClock } from './peers-clock.ts';
import { bestSenders, type SenderFactory, type SendLocally } from './sender-factory.ts';
import { UplinkBundles } from './uplink/uplink-bundles.ts';
import type { Downlink } from './downlink/downlink.ts';

const keyframePauseMs = 100;

export type EdgeMessage = FromEdge | FromChild;

/** Everything of one edge process but the process: peers on sockets, messages in and out. */
export class Edge {
  readonly peers = new Map<number, EdgePeer>();
  readonly registry = new IceRegistry();
  readonly fanOut: FanOut;
  readonly media: Socket;
  /** Sends to another process of this node; chosen when the socket is bound. */
  #sendMedia: SendLocally = () => undefined;
  readonly #tell: (message: EdgeMessage) => void;
  readonly #context: EdgePeerContext;
  readonly #listeners: { close(): Promise<void> }[] = [];
  readonly #candidates: HostCandidate[] = [];
  readonly #bundles = {
    audio: new UplinkBundles((datagram) => this.#sendTo('audio', datagram)),
    video: new UplinkBundles((datagram) => this.#sendTo('video', datagram)),
  };
  readonly #clock = new PeersClock<Downlink>({
    pace: (downlink, intervalMs) => downlink.pace(intervalMs),
    requests: () => this.#requests(),
    slice: (slice, slices) => this.#everySecond(slice, slices),
  });
  #ports = { audio: 0, video: 0 };
  #layersTold = '';
  /** When a keyframe of each layer was last asked for; layers of rooms that ended are forgotten with them. */
  readonly #keyframesAskedMs = new Map<StreamId, number>();
  #draining = false;
  /**
   * Grows with datagrams between this process and the others, and with its own ticks: people who only listen to a
   * silent room are no sign of death.
   */
  progress = 0;

  private constructor(
    certificate: OurCertificate,
    senders: SenderFactory,
    tell: (message: EdgeMessage) => void,
  ) {
    this.#tell = tell;
    this.fanOut = new FanOut((run) => senders.together(run));
    this.media = createSocket({ type: 'udp4', lookup: (address, _options, done) => done(null, address, 4) });
    this.#context = {
      certificate,
      senders,
      tell,
      forward: (kind, packet) => this.#bundles[kind].add(packet),
      keyframe: (stream) => this.#keyframe(stream),
      onLayers: () => this.#tellLayers(),
      onPacing: (downlink) => this.#clock.pace(downlink),
      onGone: (peer) => this.#forget(peer),
    };
  }

  /** Binds everything and says that it is ready. */
  static async start(options: EdgeOptions, tell: (message: EdgeMessage) => void): Promise<Edge> {
    const edge = new Edge(await ourCertificate(), await bestSenders(options.native), tell);
    const listening = once(edge.media, 'listening');
    edge.media.bind({ address: '127.0.0.1', port: 0 });
    await listening;
    edge.media.setRecvBufferSize(8 * 1024 * 1024);
    edge.#sendMedia = edge.#context.senders.local(edge.media);
    edge.media.on('message', (datagram) => {
      edge.progress += 1;
      edge.fanOut.receive(datagram);
    });
    for (const { bind, announce } of options.addresses) {
      const listener = await listenUdp(bind, portsOf(options), edge.registry, {
        drain: (socket) => edge.#context.senders.drain(socket),
        turn: (run) => edge.#turn(run),
      });
      edge.#listeners.push(listener);
      edge.#candidates.push({ transport: 'udp', address: announce ?? bind, port: listener.port });
    }
    for (const { bind, announce } of options.tcp ? options.addresses : []) {
      const listener = await listenTcp(bind, portsOf(options), edge.registry);
      edge.#listeners.push(listener);
      edge.#candidates.push({ transport: 'tcp', address: announce ?? bind, port: listener.port });
    }
    tell({ t: 'ready', port: edge.media.address().port });
    return edge;
  }

  /** What clients send in one turn leaves as one bundle for each process, what goes to them by few system calls. */
  #turn(run: () => void): void {
    const { audio, video } = this.#bundles;
    audio.hold();
    video.hold();
    try {
      this.#context.senders.together(run);
    } finally {
      audio.release();
      video.release();
    }
  }

  #everySecond(slice: number, slices: number): void {
    const now = performance.now();
    const theirs = [...this.peers.values()].filter(({ numbers }) => numbers.peer % slices === slice);
    const of = theirs.flatMap((peer) => peer.everySecond(now) ?? []);
    if (of.length > 0) this.#tell({ t: 'peers.stats', of });
  }

  #requests(): void {
    this.progress += 1;
    const now = performance.now();
    for (const peer of this.peers.values()) peer.requests(now);
  }

  handle(message: ToEdge | ToChild): void {
    switch (message.t) {
      case 'ports':
        this.#ports = { audio: message.audio, video: message.video };
        break;
      case 'drain':
        this.#draining = true;
        break;
      case 'offer':
        this.#offer(message);
        break;
      case 'candidate':
        // An ICE-lite agent learns where clients are from their checks (RFC 8445 section 2.5).
        break;
      case 'view':
        this.peers.get(message.peer)?.show(message.width, message.height);
        break;
      case 'close':
        this.#close(message.peer);
        break;
      case 'keyframe':
        this.#uplink(message.uplink)?.line.wantPicture();
        break;
      case 'uplink':
        this.#limit(message);
        break;
    }
  }

  #offer(message: Extract<ToEdge, { t: 'offer' }>): void {
    const known = this.peers.get(message.peer.peer);
    if (this.#draining && known === undefined) {
      this.#tell(refusal(message.peer, 'This server takes nobody any more'));
      return;
    }
    const result = answerTo(message, known, this.#context, this.registry, this.#candidates);
    if (result.peer !== known) {
      if (known !== undefined) this.#close(known.numbers.peer);
      if (result.peer !== null) this.#add(result.peer);
    }
    for (const each of result.tell) this.#tell(each);
    if (result.peer === null)
      this.#tell({ t: 'gone', peer: message.peer.peer, reason: 'Its offer was refused' });
    else result.peer.tellCodecs();
  }

  #add(peer: EdgePeer): void {
    this.peers.set(peer.numbers.peer, peer);
    this.#clock.start();
    this.registry.add(peer.connection.agent);
    this.fanOut.add(peer.downlink, peer.downlink.layers);
  }

  #close(number: number): void {
    const peer = this.peers.get(number);
    if (peer === undefined) return;
    peer.close();
    this.#forget(peer);
  }

  #forget(peer: EdgePeer): void {
    this.peers.delete(peer.numbers.peer);
    if (this.peers.size === 0) this.#clock.stop();
    this.registry.remove(peer.connection.agent);
    this.fanOut.remove(peer.downlink, peer.downlink.layers);
    this.#tellLayers();
  }

  #limit(message: Extract<ToEdge, { t: 'uplink' }>): void {
    const { width, height, paused, maxBitsPerSecond } = message;
    const found = this.#uplink(message.uplink);
    found?.peer.limit(found.line, { paused, maxBitsPerSecond }, { width, height });
  }

  #uplink(stream: StreamId) {
    for (const peer of this.peers.values()) {
      const line = peer.uplinks.find((each) => each.stream === stream);
      if (line !== undefined) return { peer, line };
    }
    return null;
  }

  #sendTo(kind: 'audio' | 'video', datagram: Buffer): void {
    const port = this.#ports[kind];
    if (port === 0) return;
    this.progress += 1;
    this.#sendMedia(datagram, port);
  }

  /** Whoever asks too soon after another asks again while it is still missing. */
  #keyframe(stream: StreamId): void {
    const now = performance.now();
    if (now - (this.#keyframesAskedMs.get(stream) ?? -Infinity) < keyframePauseMs) return;
    this.#keyframesAskedMs.set(stream, now);
    this.#tell({ t: 'keyframe.wanted', stream });
  }

  #tellLayers(): void {
    const wanted = new Set<StreamId>();
    for (const { downlink } of this.peers.values()) {
      for (const layer of [downlink.video?.current, downlink.video?.wanted])
        if (layer) wanted.add(layer.stream);
    }
    const streams = [...wanted].sort((a, b) => a - b);
    for (const stream of this.#keyframesAskedMs.keys()) {
      if (!wanted.has(stream)) this.#keyframesAskedMs.delete(stream);
    }
    if (streams.join() === this.#layersTold) return;
    this.#layersTold = streams.join();
    this.#tell({ t: 'layers.wanted', streams });
  }

  /** Counters and gauges of this process, for the node's metrics. */
  metrics(): Record<string, number> {
    const peers = [...this.peers.values()];
    const sum = (of: (peer: EdgePeer) => number) => peers.reduce((total, peer) => total + of(peer), 0);
    return {
      edge_peers: peers.length,
      edge_addresses: this.registry.size,
      edge_peers_connected: peers.filter((peer) => peer.connection.isConnected).length,
      edge_peers_native: peers.filter((peer) => peer.connection.sender?.kind === 'native').length,
      edge_peers_tcp: peers.filter((peer) => peer.connection.agent.selected?.transport === 'tcp').length,
      edge_datagrams_refused: this.registry.refused,
      edge_packets_forged: sum((peer) => peer.connection.forged),
      edge_packets_over_budget: sum((peer) => peer.connection.budget.dropped),
      edge_packets_repeated: sum((peer) => peer.downlink.video?.repeated ?? 0),
      edge_frames_dropped: this.fanOut.framesDropped,
    };
  }

  /** Ends everything. Idempotent. */
  async close(): Promise<void> {
    this.#clock.stop();
    this.fanOut.close();
    for (const peer of [...this.peers.values()]) this.#close(peer.numbers.peer);
    const listeners = this.#listeners.splice(0);
    if (listeners.length > 0) this.media.close();
    await Promise.all(listeners.map((listener) => listener.close()));
  }
}
