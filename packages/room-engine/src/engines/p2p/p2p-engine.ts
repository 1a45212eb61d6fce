import { CloudMeetError, limits } from '@cloudmeet/contracts';
import type { IceServer, Signal, TrackKind } from '@cloudmeet/contracts';
import { Emitter } from '../../emitter.ts';
import type { Disposer } from '../../emitter.ts';
import type { BrowserPorts } from '../../ports/browser-ports.ts';
import type { PeerStats } from '../../store/peers-slice.ts';
import type {
  EngineEvents,
  EngineMember,
  EngineMessage,
  EngineRoom,
  FlowWish,
  ReceiveWish,
  UplinkCap,
  VideoEngine,
} from '../video-engine.ts';
import { connectionIds } from '../connection/connection-id.ts';
import { EarlySignals } from './early-signals.ts';
import { iceConfiguration } from '../connection/ice-configuration.ts';
import { arrivedOn, sampleLink } from '../connection/link-stats.ts';
import type { StatsReading } from '../connection/link-stats.ts';
import { PacedStarts } from './paced-starts.ts';
import { PeerLink } from './peer-link.ts';
import type { FrameDropper } from '../../ports/frame-dropper.ts';
import { ReceivedLevel } from './received-levels.ts';
import { cameraBudget, screenBudget } from './send-budget.ts';

export interface P2pEngineOptions {
  ports: Pick<BrowserPorts, 'clock' | 'createFrameDropper'>;
  createPeer: NonNullable<BrowserPorts['createPeerConnection']>;
  me: string;
  iceServers: readonly IceServer[];
  sendSignal(to: string, signal: Signal): void;
}

interface Linked {
  link: PeerLink;
  level: ReceivedLevel;
  reading: StatsReading | undefined;
}

/**
 * Full mesh: one connection to every other participant. In rooms with more people than may publish, those who only
 * watch have no connection among themselves.
 */
export class P2pEngine implements VideoEngine {
  readonly #options: P2pEngineOptions;
  readonly #events = new Emitter<EngineEvents>();
  readonly #newConnectionId = connectionIds();
  readonly #sources = new Map<TrackKind, MediaStreamTrack>();
  readonly #links = new Map<string, Linked>();
  readonly #early = new EarlySignals();
  readonly #starts: PacedStarts<EngineMember>;
  #members = new Map<string, EngineMember>();
  #iceServers: readonly IceServer[];
  #cap: UplinkCap | null = null;
  #receiveVideo: 'all' | readonly string[] = 'all';
  #signalling = true;
  #dropper: FrameDropper | undefined;
  #frameLoss = 0;

  constructor(options: P2pEngineOptions) {
    this.#options = options;
    this.#iceServers = options.iceServers;
    this.#starts = new PacedStarts(options.ports.clock, (member) => {
      this.#linkTo(member);
    });
  }

  on<Name extends keyof EngineEvents>(name: Name, listener: (payload: EngineEvents[Name]) => void): Disposer {
    return this.#events.on(name, listener);
  }

  connect({ members }: EngineRoom): void {
    this.#members = new Map(members.map((member) => [member.participantId, member]));
    for (const id of [...this.#links.keys()]) if (!this.#members.has(id)) this.#unlink(id);
    this.#starts.set(
      members.filter((member) => this.#needsLink(member) && !this.#links.has(member.participantId)),
    );
    this.#limitAll();
  }

  publish(kind: TrackKind, track: MediaStreamTrack | null): void {
    if (track) this.#sources.set(kind, track);
    else this.#sources.delete(kind);
    for (const { link } of this.#links.values()) link.publish(kind);
    this.#limitAll();
  }

  setReceive({ video = this.#receiveVideo }: ReceiveWish): void {
    this.#receiveVideo = video;
    for (const [id, { link }] of this.#links) link.setReceiveVideo(this.#receivesVideoOf(id));
  }

  receive(message: EngineMessage): void {
    if (!('signal' in message)) return;
    const { from, signal } = message;
    const member = this.#members.get(from);
    if (from === this.#options.me) return;
    if (member) this.#linkTo(member).link.receive(signal);
    else this.#early.keep(from, signal);
  }

  setIceServers(servers: readonly IceServer[]): void {
    this.#iceServers = servers;
    for (const { link } of this.#links.values())
      link.peer.setConfiguration(iceConfiguration(this.#iceServers));
  }

  setSignalling(up: boolean): void {
    this.#signalling = up;
    for (const { link } of this.#links.values()) link.setSignalling(up);
  }

  setUplinkCap(cap: UplinkCap | null): void {
    this.#cap = cap;
    this.#limitAll();
  }

  setFrameLoss(loss: number): void {
    this.#frameLoss = loss;
    if (loss > 0) this.#dropper ??= this.#options.ports.createFrameDropper?.();
    this.#dropAll();
  }

  levels(): Map<string, number> {
    const levels = new Map<string, number>();
    for (const [id, { link, level }] of this.#links) {
      const receiver = link.microphone?.receiver;
      const dbov = receiver && level.read(receiver);
      if (dbov != null) levels.set(id, dbov);
    }
    return levels;
  }

  async stats(): Promise<Map<string, PeerStats>> {
    const stats = new Map<string, PeerStats>();
    const reads = [...this.#links].map(async ([id, linked]) => {
      const report = await linked.link.peer.getStats();
      const sample = sampleLink(report, this.#options.ports.clock.nowMs(), linked.reading);
      linked.reading = sample.reading;
      stats.set(id, sample.stats);
    });
    await Promise.all(reads);
    return stats;
  }

  async flows({ audio, video }: FlowWish): Promise<boolean> {
    const expected = [...new Set([...audio, ...video])].filter((id) => this.#members.has(id));
    const arrives = expected.map(async (id) => {
      const linked = this.#links.get(id);
      if (linked?.link.status !== 'connected') return false;
      const arrived = arrivedOn(await linked.link.peer.getStats());
      return (!audio.includes(id) || arrived.audio) && (!video.includes(id) || arrived.video);
    });
    return (await Promise.all(arrives)).every((one) => one);
  }

  close(): void {
    this.#events.close();
    this.#starts.close();
    for (const { link } of this.#links.values()) link.close();
    this.#links.clear();
    this.#members.clear();
    this.#early.clear();
    this.#sources.clear();
    this.#dropper?.close();
    this.#dropper = undefined;
  }

  #needsLink(member: EngineMember): boolean {
    const { me } = this.#options;
    if (member.participantId === me) return false;
    const publishes = this.#members.get(me)?.publishes === true || member.publishes;
    return publishes || this.#members.size <= limits.p2pPublishersMax;
  }

  #linkTo(member: EngineMember): Linked {
    const id = member.participantId;
    const present = this.#links.get(id);
    if (present) return present;
    const linked: Linked = { link: this.#newLink(member), level: new ReceivedLevel(), reading: undefined };
    this.#links.set(id, linked);
    if (!this.#signalling) linked.link.setSignalling(false);
    this.#events.emit('link', { participantId: id, status: 'connecting' });
    for (const signal of this.#early.take(id)) linked.link.receive(signal);
    this.#limitAll();
    return linked;
  }

  #newLink(member: EngineMember): PeerLink {
    const { ports, createPeer, me, sendSignal } = this.#options;
    const participantId = member.participantId;
    return new PeerLink({
      ports,
      createPeer,
      configuration: () => iceConfiguration(this.#iceServers),
      newConnectionId: this.#newConnectionId,
      calls: cameLater(this.#members.get(me), member, me),
      polite: me > participantId,
      sources: this.#sources,
      receiveVideo: this.#receivesVideoOf(participantId),
      send: (signal) => {
        sendSignal(participantId, signal);
      },
      status: (status) => {
        this.#events.emit('link', { participantId, status });
      },
      track: (kind, track) => {
        this.#events.emit('track', { participantId, kind, track });
      },
      rejected: (kinds) => {
        this.#events.emit('rejected', { participantId, kinds });
      },
      agreed: () => {
        const linked = this.#links.get(participantId);
        if (linked) this.#limit(linked.link);
        this.#dropAll();
      },
      problem: (error) => {
        this.#events.emit('problem', error);
      },
    });
  }

  #unlink(id: string): void {
    this.#links.get(id)?.link.close();
    this.#links.delete(id);
  }

  #dropAll(): void {
    for (const { link } of this.#links.values()) {
      for (const sender of link.senders()) this.#dropper?.apply(sender, this.#frameLoss);
    }
  }

  #receivesVideoOf(id: string): boolean {
    return this.#receiveVideo === 'all' || this.#receiveVideo.includes(id);
  }

  #limitAll(): void {
    for (const { link } of this.#links.values()) this.#limit(link);
  }

  #limit(link: PeerLink): void {
    const peers = this.#links.size;
    const budgets = { camera: cameraBudget(peers, this.#cap), screen: screenBudget(peers, this.#cap) };
    link.limit(budgets).catch((cause: unknown) => {
      // Two changes at once make the browser refuse the earlier one; what is in force is read anew next time.
      this.#events.emit(
        'problem',
        new CloudMeetError('internal', { detail: 'A sender kept its old limits.', cause }),
      );
    });
  }
}

/** The newcomer calls; of two who came in the same instant, the one whose id sorts later. */
function cameLater(mine: EngineMember | undefined, other: EngineMember, me: string): boolean {
  const joinedAt = mine?.joinedAt ?? '';
  if (joinedAt !== other.joinedAt) return joinedAt > other.joinedAt;
  return me > other.participantId;
}
