import { FakeClock, seededRandom } from '@cloudmeet/testing';
import type { Signal, TrackKind } from '@cloudmeet/contracts';
import { connectionIds } from '../../src/engines/connection/connection-id.ts';
import { PeerLink } from '../../src/engines/p2p/peer-link.ts';
import { ModelNetwork } from './model-network.ts';
import { ModelPeer } from './model-peer.ts';
import { receives, sends } from './model-sdp.ts';
import { ModelTrack } from './model-track.ts';
import { SignalWire } from './signal-wire.ts';

/** One side of a pair. */
export interface Side {
  link: PeerLink;
  sources: Map<TrackKind, MediaStreamTrack>;
  /** What this side is told that it receives. */
  shown: Map<TrackKind, MediaStreamTrack>;
  wire: SignalWire;
  problems: unknown[];
  peers: ModelPeer[];
  /** The model behind the present connection. */
  peer(): ModelPeer;
  publish(kind: TrackKind, on: boolean): void;
}

export interface PairOptions {
  seed: number;
  /** Perfect negotiation needs exactly one polite side. */
  politeness?: [boolean, boolean];
}

/** Two links that talk to each other over wires of their own. The first one calls. */
export class LinkPair {
  readonly clock = new FakeClock();
  readonly random: () => number;
  readonly network = new ModelNetwork(this.clock);
  readonly sides: [Side, Side];

  constructor({ seed, politeness = [false, true] }: PairOptions) {
    this.random = seededRandom(seed);
    const first = this.#side(0, politeness[0], (signal) => this.sides[1].link.receive(signal));
    const second = this.#side(1, politeness[1], (signal) => this.sides[0].link.receive(signal));
    this.sides = [first, second];
  }

  close(): void {
    for (const { link } of this.sides) link.close();
  }

  /** True when both are connected and each shows exactly what the other sends and it wants to receive. */
  agrees(): boolean {
    const [a, b] = this.sides;
    const settled = [a, b].every(
      ({ peer }) => peer().connectionState === 'connected' && peer().signalingState === 'stable',
    );
    return settled && b.shown.size === linesBetween(a, b) && a.shown.size === linesBetween(b, a);
  }

  #side(index: number, polite: boolean, deliver: (signal: Signal) => void): Side {
    const sources: Side['sources'] = new Map();
    const shown: Side['shown'] = new Map();
    const peers: ModelPeer[] = [];
    const problems: unknown[] = [];
    const wire = new SignalWire(this.clock, this.random, deliver);
    const link = new PeerLink({
      ports: { clock: { nowMs: () => this.clock.nowMs(), after: (ms, run) => this.clock.after(ms, run) } },
      createPeer: (_configuration, handlers) => {
        const peer = new ModelPeer(this.clock, this.random, this.network, handlers);
        peers.push(peer);
        return peer;
      },
      configuration: () => ({}),
      newConnectionId: connectionIds(),
      calls: index === 0,
      polite,
      sources,
      receiveVideo: true,
      send: (signal) => wire.send(signal),
      status: () => undefined,
      track: (kind, track) => void (track ? shown.set(kind, track) : shown.delete(kind)),
      rejected: () => undefined,
      agreed: () => undefined,
      problem: (error) => problems.push(error),
    });
    const publish = (kind: TrackKind, on: boolean): void => {
      if (on) sources.set(kind, new ModelTrack(kind === 'screen' || kind === 'video' ? 'video' : 'audio'));
      else sources.delete(kind);
      link.publish(kind);
    };
    const peer = (): ModelPeer => peers.at(-1) as ModelPeer;
    return { link, sources, shown, wire, problems, peers, peer, publish };
  }
}

/** Lines on which `from` wants to send and `to` wants to receive. */
function linesBetween(from: Side, to: Side): number {
  const wanting = to
    .peer()
    .getTransceivers()
    .filter(({ direction }) => receives(direction));
  return from
    .peer()
    .getTransceivers()
    .filter(({ mid, direction }) => sends(direction) && wanting.some((one) => one.mid === mid)).length;
}
