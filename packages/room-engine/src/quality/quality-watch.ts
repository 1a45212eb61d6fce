import type { NetworkStats, Quality } from '@cloudmeet/contracts';
import { mixTracks } from '../engines/video-engine.ts';
import type { VideoEngine } from '../engines/video-engine.ts';
import type { RoomContext } from '../room-context.ts';
import { stateOf, tellProblem } from '../room-context.ts';
import { mixChanged } from '../store/mix-slice.ts';
import { networkChanged, peerChanged } from '../store/peers-slice.ts';
import type { PeerStats } from '../store/peers-slice.ts';
import { reportDevices } from './device-reports.ts';
import { gradeNetwork, readNetwork, SteadyGrade } from './grade.ts';
import type { NetworkReading } from './grade.ts';

const everyMs = 2_000;

/**
 * Measures every media path each two seconds, grades my own network and tells the room when that changes; and what did
 * not work of my devices, for its records.
 */
export class QualityWatch {
  readonly #context: RoomContext;
  readonly #media: Pick<VideoEngine, 'stats'>;
  readonly #grade = new SteadyGrade();
  #paths = new Map<string, PeerStats>();
  /** Changes the reading as the simulated network would; null measures what is. */
  readonly #simulated: () => ((reading: NetworkReading) => NetworkReading) | null;
  #cancel: () => void;
  readonly #endReports: () => void;
  #closed = false;

  constructor(
    context: RoomContext,
    media: Pick<VideoEngine, 'stats'>,
    simulated: () => ((reading: NetworkReading) => NetworkReading) | null,
  ) {
    this.#simulated = simulated;
    this.#context = context;
    this.#media = media;
    this.#cancel = this.#plan();
    this.#endReports = reportDevices(context);
  }

  /** The last reading; zeros before the first. */
  stats(): NetworkStats {
    const reading = this.#reading();
    const { peers, mix } = stateOf(this.#context);
    const { byId, network } = peers;
    return {
      quality: network.quality,
      uplinkKbps: reading?.sentKbps ?? 0,
      downlinkKbps: reading?.receivedKbps ?? 0,
      loss: Math.max(reading?.sentLoss ?? 0, reading?.receivedLoss ?? 0),
      ...(reading?.rttMs == null ? {} : { rttMs: reading.rttMs }),
      peers: [...this.#paths].map(([participantId, { sentLoss, receivedLoss, rttMs, relayed }]) => ({
        participantId,
        state: participantId === mixTracks ? mix.link : (byId[participantId]?.link ?? 'new'),
        loss: Math.max(sentLoss, receivedLoss),
        ...(rttMs === null ? {} : { rttMs }),
        relayed,
      })),
    };
  }

  close(): void {
    this.#closed = true;
    this.#cancel();
    this.#endReports();
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
    this.#paths = await this.#media.stats();
    if (this.#closed) return;
    for (const [id, stats] of this.#paths) this.#keep(id, stats);
    const reading = this.#reading();
    const was = this.#grade.shown.quality;
    if (reading && this.#grade.update(gradeNetwork(reading))) this.#tell(reading, was);
  }

  #keep(id: string, stats: PeerStats): void {
    const { store } = this.#context;
    if (id === mixTracks) store.dispatch(mixChanged({ stats }));
    else if (stateOf(this.#context).room.participants[id]) store.dispatch(peerChanged({ id, stats }));
  }

  #reading(): NetworkReading | null {
    const reading = readNetwork([...this.#paths.values()]);
    const simulated = this.#simulated();
    return reading && simulated ? simulated(reading) : reading;
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
      ...(this.#simulated() ? { simulated: true } : {}),
    });
    connection.command('presence.set', { quality }).catch((error: unknown) => {
      if (!this.#closed) tellProblem(this.#context, error);
    });
  }
}
