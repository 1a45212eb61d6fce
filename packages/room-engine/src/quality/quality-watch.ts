import type { NetworkStats, Quality } from '@cloudmeet/contracts';
import type { VideoEngine } from '../engines/video-engine.ts';
import type { RoomContext } from '../room-context.ts';
import { stateOf, tellProblem } from '../room-context.ts';
import { networkChanged, peerChanged } from '../store/peers-slice.ts';
import type { PeerStats } from '../store/peers-slice.ts';
import { gradeNetwork, readNetwork, SteadyGrade } from './grade.ts';
import type { NetworkReading } from './grade.ts';

const everyMs = 2_000;

/** Measures every media path each two seconds, grades my own network and tells the room when that changes. */
export class QualityWatch {
  readonly #context: RoomContext;
  readonly #engine: VideoEngine;
  readonly #grade = new SteadyGrade();
  #paths = new Map<string, PeerStats>();
  #cancel: () => void;
  #closed = false;
  /** Changes the reading as the simulated network would; null measures what is. */
  #simulate: ((reading: NetworkReading) => NetworkReading) | null = null;

  constructor(context: RoomContext, engine: VideoEngine) {
    this.#context = context;
    this.#engine = engine;
    this.#cancel = this.#plan();
  }

  simulate(change: ((reading: NetworkReading) => NetworkReading) | null): void {
    this.#simulate = change;
  }

  /** The last reading; zeros before the first. */
  stats(): NetworkStats {
    const reading = this.#reading();
    const { byId, network } = stateOf(this.#context).peers;
    return {
      quality: network.quality,
      uplinkKbps: reading?.sentKbps ?? 0,
      downlinkKbps: reading?.receivedKbps ?? 0,
      loss: Math.max(reading?.sentLoss ?? 0, reading?.receivedLoss ?? 0),
      ...(reading?.rttMs == null ? {} : { rttMs: reading.rttMs }),
      peers: [...this.#paths].map(([participantId, { sentLoss, receivedLoss, rttMs, relayed }]) => ({
        participantId,
        state: byId[participantId]?.link ?? 'new',
        loss: Math.max(sentLoss, receivedLoss),
        ...(rttMs === null ? {} : { rttMs }),
        relayed,
      })),
    };
  }

  close(): void {
    this.#closed = true;
    this.#cancel();
  }

  #plan(): () => void {
    return this.#context.ports.clock.after(everyMs, () => {
      this.#measure()
        .catch((error: unknown) => {
          if (!this.#closed) tellProblem(this.#context, error);
        })
        .finally(() => {
          if (!this.#closed) this.#cancel = this.#plan();
        });
    });
  }

  async #measure(): Promise<void> {
    this.#paths = await this.#engine.stats();
    if (this.#closed) return;
    const { participants } = stateOf(this.#context).room;
    for (const [id, stats] of this.#paths)
      if (participants[id]) this.#context.store.dispatch(peerChanged({ id, stats }));
    const reading = this.#reading();
    const was = this.#grade.shown.quality;
    if (reading && this.#grade.update(gradeNetwork(reading))) this.#tell(reading, was);
  }

  #reading(): NetworkReading | null {
    const reading = readNetwork([...this.#paths.values()]);
    return reading && this.#simulate ? this.#simulate(reading) : reading;
  }

  #tell(reading: NetworkReading, was: Quality): void {
    const { store, events, connection } = this.#context;
    const { quality, limitedBy } = this.#grade.shown;
    store.dispatch(networkChanged({ quality, limitedBy }));
    events.emit('network-quality-change', {
      participant: stateOf(this.#context).local.participantId ?? '',
      quality,
      was,
      uplinkKbps: reading.sentKbps,
      loss: Math.max(reading.sentLoss, reading.receivedLoss),
      ...(reading.rttMs === null ? {} : { rttMs: reading.rttMs }),
      ...(limitedBy === null ? {} : { limitedBy }),
      ...(this.#simulate ? { simulated: true } : {}),
    });
    connection.command('presence.set', { quality }).catch((error: unknown) => {
      if (!this.#closed) tellProblem(this.#context, error);
    });
  }
}
