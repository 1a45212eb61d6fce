import { newId } from '@cloudmeet/contracts';
import type { Signal, TrackKind } from '@cloudmeet/contracts';
import { FakeClock, seededRandom } from '@cloudmeet/testing';
import { P2pEngine } from '../../src/engines/p2p/p2p-engine.ts';
import type { EngineMember } from '../../src/engines/video-engine.ts';
import { ModelNetwork } from './model-network.ts';
import { ModelPeer } from './model-peer.ts';
import { ModelTrack } from './model-track.ts';

/** Somebody in a mesh, with what they are shown of whom. */
export interface MeshPerson {
  id: string;
  engine: P2pEngine;
  member: EngineMember;
  shown: Map<string, Set<TrackKind>>;
  peers: ModelPeer[];
}

/** Engines of people in one room, whose signals reach each other after a moment. */
export class Mesh {
  readonly clock = new FakeClock();
  readonly random: () => number;
  readonly network = new ModelNetwork(this.clock);
  readonly people: MeshPerson[] = [];
  signals = 0;

  constructor(seed = 1) {
    this.random = seededRandom(seed);
  }

  /** Comes in after everybody else and is known to all at once. */
  join(publishes = true): MeshPerson {
    const person = this.#person(publishes);
    if (publishes) {
      person.engine.publish('audio', new ModelTrack('audio'));
      person.engine.publish('video', new ModelTrack('video'));
    }
    this.people.push(person);
    this.tell();
    return person;
  }

  leave(person: MeshPerson): void {
    this.people.splice(this.people.indexOf(person), 1);
    person.engine.close();
    this.tell();
  }

  /** Everyone hears who is there. */
  tell(): void {
    const members = this.people.map(({ member }) => member);
    for (const { engine } of this.people) engine.connect({ members, mixer: null });
  }

  close(): void {
    for (const { engine } of this.people) engine.close();
  }

  /** Open connections of one person. */
  open({ peers }: MeshPerson): number {
    return peers.filter(({ closed }) => !closed).length;
  }

  #person(publishes: boolean): MeshPerson {
    const id = newId('participant');
    const joinedAt = new Date(this.clock.nowMs() + this.people.length).toISOString();
    const peers: ModelPeer[] = [];
    const shown: MeshPerson['shown'] = new Map();
    const engine = new P2pEngine({
      ports: {
        clock: { nowMs: () => this.clock.nowMs(), after: (ms, run) => this.clock.after(ms, run) },
        createFrameDropper: undefined,
      },
      createPeer: (_configuration, handlers) => {
        const peer = new ModelPeer(this.clock, this.random, this.network, handlers);
        peers.push(peer);
        return peer;
      },
      me: id,
      iceServers: [],
      sendSignal: (to, signal) => this.#carry(id, to, signal),
    });
    engine.on('track', ({ participantId, kind, track }) => {
      const kinds = shown.get(participantId) ?? new Set<TrackKind>();
      shown.set(participantId, kinds);
      if (track) kinds.add(kind);
      else kinds.delete(kind);
    });
    return { id, engine, member: { participantId: id, joinedAt, publishes }, shown, peers };
  }

  #carry(from: string, to: string, signal: Signal): void {
    this.signals += 1;
    this.clock.after(20 + this.random() * 10, () => {
      this.people.find(({ id }) => id === to)?.engine.receive({ from, signal: structuredClone(signal) });
    });
  }
}
