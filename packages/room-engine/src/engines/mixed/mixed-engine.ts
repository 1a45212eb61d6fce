import { CloudMeetError } from '@cloudmeet/contracts';
import type { IceServer, Mixer, MixerReply, MixerRequest, TrackKind } from '@cloudmeet/contracts';
import { Emitter } from '../../emitter.ts';
import type { Disposer } from '../../emitter.ts';
import type { BrowserPorts } from '../../ports/browser-ports.ts';
import type { FrameDropper } from '../../ports/frame-dropper.ts';
import type { PeerPort } from '../../ports/peer-port.ts';
import type { LinkStatus, PeerStats } from '../../store/peers-slice.ts';
import { connectionIds } from '../connection/connection-id.ts';
import { iceConfiguration } from '../connection/ice-configuration.ts';
import { LinkWatch } from '../connection/link-watch.ts';
import { arrivedOn, sampleLink } from '../connection/link-stats.ts';
import type { StatsReading } from '../connection/link-stats.ts';
import { mixTracks } from '../video-engine.ts';
import type {
  EngineEvents,
  EngineMessage,
  EngineRoom,
  FlowWish,
  PictureSize,
  ReceiveWish,
  UplinkCap,
  VideoEngine,
} from '../video-engine.ts';
import { orderCodecs } from './codec-order.ts';
import { lineBudget } from './line-budget.ts';
import type { UplinkWord } from './line-budget.ts';
import { MixedConnection } from './mixed-connection.ts';

export interface MixedEngineOptions {
  ports: Pick<BrowserPorts, 'clock' | 'createFrameDropper' | 'videoCodecs'>;
  createPeer: NonNullable<BrowserPorts['createPeerConnection']>;
  iceServers: readonly IceServer[];
  send(mixer: Mixer, request: MixerRequest): void;
}

type ShownKind = 'audio' | 'video';

/**
 * One connection to a mixer: what I send goes up, one mix and one picture of everybody come down. When the room is
 * given another mixer, the new connection is up before the old one is dropped.
 */
export class MixedEngine implements VideoEngine {
  readonly #options: MixedEngineOptions;
  readonly #events = new Emitter<EngineEvents>();
  readonly #watch: LinkWatch;
  readonly #newName = connectionIds();
  readonly #sources = new Map<TrackKind, MediaStreamTrack>();
  readonly #uplinks = new Map<TrackKind, UplinkWord>();
  readonly #shown = new Map<ShownKind, MediaStreamTrack>();
  #iceServers: readonly IceServer[];
  #mixer: Mixer | null = null;
  #current: MixedConnection | undefined;
  /** Still plays while the one after it is on its way. */
  #previous: MixedConnection | undefined;
  #status: LinkStatus = 'new';
  #rejected = '';
  #view: PictureSize | undefined;
  #cap: UplinkCap | null = null;
  #dropper: FrameDropper | undefined;
  #frameLoss = 0;
  #reading: StatsReading | undefined;

  constructor(options: MixedEngineOptions) {
    this.#options = options;
    this.#iceServers = options.iceServers;
    this.#watch = new LinkWatch(options.ports.clock, 'caller', {
      // The socket loses nothing that is acknowledged; what it lost of the answers is found by a new connection.
      repeat: () => undefined,
      restart: () => this.#current?.peer.restartIce(),
      renew: () => {
        this.#renew();
      },
    });
  }

  on<Name extends keyof EngineEvents>(name: Name, listener: (payload: EngineEvents[Name]) => void): Disposer {
    return this.#events.on(name, listener);
  }

  connect({ mixer }: EngineRoom): void {
    const same = mixer?.id === this.#mixer?.id && mixer?.generation === this.#mixer?.generation;
    this.#mixer = mixer;
    if (same) return;
    if (mixer) this.#renew();
    else this.#disconnect();
  }

  publish(kind: TrackKind, track: MediaStreamTrack | null): void {
    if (track) this.#sources.set(kind, track);
    else this.#sources.delete(kind);
    for (const one of this.#connections()) one.lines.publish(kind);
    this.#limit();
  }

  setReceive({ picture }: ReceiveWish): void {
    if (!picture) return;
    if (picture.width === this.#view?.width && picture.height === this.#view.height) return;
    this.#view = picture;
    this.#sendView();
  }

  receive(message: EngineMessage): void {
    if (!('reply' in message)) return;
    const { mixer, reply } = message;
    if (mixer.id !== this.#mixer?.id || mixer.generation !== this.#mixer.generation) return;
    if (reply.kind === 'uplink') {
      this.#uplinks.set(reply.track, reply);
      this.#limit();
    } else if (reply.connection === this.#current?.name) this.#onReply(this.#current, reply);
  }

  setIceServers(servers: readonly IceServer[]): void {
    this.#iceServers = servers;
    this.#current?.peer.setConfiguration(iceConfiguration(servers));
  }

  setSignalling(up: boolean): void {
    this.#watch.setSignalling(up);
    if (up && this.#current?.unanswered) this.#renew();
  }

  setUplinkCap(cap: UplinkCap | null): void {
    this.#cap = cap;
    this.#limit();
  }

  setFrameLoss(loss: number): void {
    this.#frameLoss = loss;
    if (loss > 0) this.#dropper ??= this.#options.ports.createFrameDropper?.();
    this.#drop();
  }

  /** A mix has no loudness of single people: the mixer tells it over the room. */
  levels(): Map<string, number> {
    return new Map();
  }

  async stats(): Promise<Map<string, PeerStats>> {
    const current = this.#current;
    if (!current || this.#status !== 'connected') return new Map();
    const sample = sampleLink(
      await current.peer.getStats(),
      this.#options.ports.clock.nowMs(),
      this.#reading,
    );
    this.#reading = sample.reading;
    return new Map([[mixTracks, sample.stats]]);
  }

  async flows({ audio, video }: FlowWish): Promise<boolean> {
    const current = this.#current;
    if (current?.peer.connectionState !== 'connected') return false;
    const arrived = arrivedOn(await current.peer.getStats());
    // A mix in which nobody is heard sends next to nothing; a picture came the same way.
    return (audio.length === 0 || arrived.audio || arrived.video) && (video.length === 0 || arrived.video);
  }

  close(): void {
    this.#events.close();
    this.#watch.close();
    for (const one of this.#connections()) one.close();
    this.#current = this.#previous = undefined;
    this.#mixer = null;
    this.#sources.clear();
    this.#dropper?.close();
    this.#dropper = undefined;
  }

  #connections(): MixedConnection[] {
    return [this.#previous, this.#current].filter((one) => one !== undefined);
  }

  #onReply(current: MixedConnection, reply: Exclude<MixerReply, { kind: 'uplink' }>): void {
    if (reply.kind === 'answer' || reply.kind === 'candidate') current.receive(reply);
    else if (reply.kind === 'lost') {
      this.#setStatus('interrupted');
      this.#watch.lost();
    } else this.#refused(current, reply.reason);
  }

  /** Another offer of the same kind would be refused too: only another mixer ends this. */
  #refused(current: MixedConnection, reason: string): void {
    this.#watch.rest();
    current.close();
    this.#current = undefined;
    this.#setStatus('failed');
    this.#events.emit('problem', new CloudMeetError('media-rejected', { detail: reason }));
  }

  #renew(): void {
    const mixer = this.#mixer;
    if (!mixer) return;
    this.#watch.rest();
    // The one that is played stays for now; one that never got that far does not.
    if (this.#current && this.#status === 'connected' && !this.#previous) this.#previous = this.#current;
    else this.#current?.close();
    const connection: MixedConnection = new MixedConnection({
      createPeer: (handlers) => this.#options.createPeer(iceConfiguration(this.#iceServers), handlers),
      connection: this.#newName(),
      sources: this.#sources,
      orderVideo: (line) =>
        line.setCodecPreferences?.(orderCodecs(this.#options.ports.videoCodecs?.() ?? [])),
      send: (request) => {
        if (this.#current === connection) this.#options.send(mixer, request);
      },
      agreed: () => {
        if (this.#current === connection) this.#agreed(connection);
      },
      stateChanged: (peer) => {
        if (this.#current === connection) this.#stateChanged(peer);
      },
      failed: (cause) => {
        if (this.#current === connection) this.#failed(cause);
      },
    });
    this.#current = connection;
    this.#reading = undefined;
    this.#uplinks.clear();
    if (!this.#previous) this.#setStatus(this.#shown.size > 0 ? 'interrupted' : 'connecting');
    this.#watch.began();
  }

  #agreed(connection: MixedConnection): void {
    this.#sendView();
    this.#limit();
    this.#drop();
    const kinds = connection.lines.rejected();
    if (kinds.join() === this.#rejected) return;
    this.#rejected = kinds.join();
    this.#events.emit('rejected', { participantId: mixTracks, kinds });
  }

  #stateChanged(peer: PeerPort): void {
    this.#watch.stateChanged(peer);
    if (peer.connectionState === 'connected') this.#connected();
    else if (this.#previous) return;
    else if (peer.connectionState === 'failed') this.#setStatus('failed');
    else if (peer.connectionState === 'disconnected') this.#setStatus('interrupted');
  }

  #connected(): void {
    for (const kind of ['audio', 'video'] as const) this.#show(kind, this.#current?.lines.received(kind));
    this.#previous?.close();
    this.#previous = undefined;
    this.#setStatus('connected');
  }

  #disconnect(): void {
    this.#watch.rest();
    for (const one of this.#connections()) one.close();
    this.#current = this.#previous = undefined;
    for (const kind of ['audio', 'video'] as const) this.#show(kind, undefined);
    this.#setStatus('connecting');
  }

  #show(kind: ShownKind, track: MediaStreamTrack | undefined): void {
    if (this.#shown.get(kind) === track) return;
    if (track) this.#shown.set(kind, track);
    else this.#shown.delete(kind);
    this.#events.emit('track', { participantId: mixTracks, kind, track });
  }

  #failed(cause: unknown): void {
    const detail = 'A negotiation with the mixer failed and is started over.';
    this.#events.emit('problem', new CloudMeetError('internal', { detail, cause }));
    this.#watch.broken();
  }

  #setStatus(status: LinkStatus): void {
    if (status === this.#status) return;
    this.#status = status;
    this.#events.emit('link', { participantId: mixTracks, status });
  }

  #sendView(): void {
    const [mixer, current, view] = [this.#mixer, this.#current, this.#view];
    if (!mixer || !current || !view || current.peer.remoteDescription === null) return;
    this.#options.send(mixer, { kind: 'view', connection: current.name, ...view });
  }

  #limit(): void {
    const limited = this.#current?.lines.limit((kind, track) => {
      const { width = 0, height = 0 } = track?.getSettings() ?? {};
      return lineBudget(kind, { width, height }, this.#uplinks.get(kind), this.#cap);
    });
    limited?.catch((cause: unknown) => {
      // Two changes at once make the browser refuse the earlier one; what is in force is read anew next time.
      const detail = 'A sender kept its old limits.';
      this.#events.emit('problem', new CloudMeetError('internal', { detail, cause }));
    });
  }

  #drop(): void {
    for (const sender of this.#current?.lines.senders() ?? []) this.#dropper?.apply(sender, this.#frameLoss);
  }
}
