import type { Signal, TrackKind } from '@cloudmeet/contracts';
import { CloudMeetError } from '@cloudmeet/contracts';
import type { BrowserPorts } from '../../ports/browser-ports.ts';
import type { PeerPort, SenderPort } from '../../ports/peer-port.ts';
import type { LinkStatus } from '../../store/peers-slice.ts';
import { compareConnections } from '../connection/connection-id.ts';
import { LinkWatch } from '../connection/link-watch.ts';
import { MediaLines } from './media-lines.ts';
import type { Budgets, Sources } from './media-lines.ts';
import { Negotiator } from './negotiator.ts';
import type { CandidateSignal, DescriptionSignal } from './negotiator.ts';

export interface PeerLinkOptions {
  ports: Pick<BrowserPorts, 'clock'>;
  createPeer: NonNullable<BrowserPorts['createPeerConnection']>;
  configuration: () => RTCConfiguration;
  newConnectionId: () => string;
  /** True for the side that makes the first offer. */
  calls: boolean;
  polite: boolean;
  sources: Sources;
  receiveVideo: boolean;
  send(signal: Signal): void;
  status(status: LinkStatus): void;
  track(kind: TrackKind, track: MediaStreamTrack | undefined): void;
  rejected(kinds: TrackKind[]): void;
  /** A description is in force: lines may have come. */
  agreed(): void;
  problem(error: CloudMeetError): void;
}

/** One RTCPeerConnection after another to one participant. */
interface Attempt {
  connection: string;
  peer: PeerPort;
  lines: MediaLines;
  negotiator: Negotiator;
}

const earlyMax = 100;

/** The media path to one participant, for as long as both are in the room. */
export class PeerLink {
  readonly #options: PeerLinkOptions;
  readonly #watch: LinkWatch;
  #attempt: Attempt;
  #receiveVideo: boolean;
  /** Newest connection of the other side that was heard of; whatever is older is stale. */
  #newest: string | undefined;
  #early: CandidateSignal[] = [];
  #status: LinkStatus = 'new';
  #everConnected = false;
  #closed = false;

  constructor(options: PeerLinkOptions) {
    this.#options = options;
    this.#receiveVideo = options.receiveVideo;
    this.#watch = new LinkWatch(options.ports.clock, options.calls ? 'caller' : 'called', {
      repeat: () => this.#attempt.negotiator.repeat(),
      restart: () => {
        this.#attempt.peer.restartIce();
      },
      renew: () => {
        this.#startOver();
      },
    });
    this.#attempt = this.#begin();
  }

  get peer(): PeerPort {
    return this.#attempt.peer;
  }

  get status(): LinkStatus {
    return this.#status;
  }

  get microphone(): MediaLines['microphone'] {
    return this.#attempt.lines.microphone;
  }

  senders(): SenderPort[] {
    return this.#attempt.lines.senders();
  }

  publish(kind: TrackKind): void {
    this.#attempt.lines.publish(kind);
  }

  setReceiveVideo(on: boolean): void {
    this.#receiveVideo = on;
    this.#attempt.lines.setReceiveVideo(on);
  }

  setSignalling(up: boolean): void {
    this.#watch.setSignalling(up);
  }

  limit(budgets: Budgets): Promise<void> {
    return this.#attempt.lines.limit(budgets);
  }

  receive(signal: Signal): void {
    if (signal.kind === 'reset') this.#onReset(signal.connection);
    else if (signal.kind === 'candidate') this.#onCandidate(signal);
    else if (signal.answers === undefined) this.#onFirstOffer(signal);
    else if (signal.answers === this.#attempt.connection) this.#onDescription(signal);
  }

  close(): void {
    this.#closed = true;
    this.#watch.close();
    this.#end();
  }

  /** The other side's connection is gone; it has a new one and waits for our call. */
  #onReset(connection: string): void {
    if (!this.#options.calls || !this.#isNewer(connection)) return;
    this.#newest = connection;
    this.#renew();
  }

  #onFirstOffer(signal: DescriptionSignal): void {
    if (this.#options.calls) return;
    if (this.#isNewer(signal.connection)) {
      this.#newest = signal.connection;
      if (this.#attempt.negotiator.remote !== undefined) this.#renew();
    }
    if (this.#newest === signal.connection) this.#onDescription(signal);
  }

  #onDescription(signal: DescriptionSignal): void {
    const { negotiator } = this.#attempt;
    if (negotiator.remote === undefined) this.#bind(signal.connection);
    if (negotiator.remote === signal.connection) negotiator.receive(signal);
  }

  #onCandidate(signal: CandidateSignal): void {
    const { negotiator } = this.#attempt;
    if (negotiator.remote === signal.connection) negotiator.receive(signal);
    else if (this.#early.length < earlyMax) this.#early.push(signal);
  }

  #bind(connection: string): void {
    const { negotiator } = this.#attempt;
    if (this.#isNewer(connection)) this.#newest = connection;
    negotiator.bind(connection);
    const early = this.#early.filter((signal) => signal.connection === connection);
    this.#early = this.#early.filter((signal) => compareConnections(signal.connection, connection) > 0);
    for (const signal of early) negotiator.receive(signal);
  }

  #isNewer(connection: string): boolean {
    return this.#newest === undefined || compareConnections(connection, this.#newest) > 0;
  }

  /** This connection cannot be mended. The caller calls anew, the called one asks for that. */
  #startOver(): void {
    this.#renew();
    if (!this.#options.calls) this.#options.send({ kind: 'reset', connection: this.#attempt.connection });
  }

  #renew(): void {
    this.#end();
    this.#attempt = this.#begin();
    this.#setStatus(this.#everConnected ? 'interrupted' : 'connecting');
  }

  #begin(): Attempt {
    const { createPeer, configuration, newConnectionId, polite, sources, send } = this.#options;
    const connection = newConnectionId();
    const peer = createPeer(configuration(), {
      negotiationNeeded: () => {
        if (this.#isCurrent(connection) && this.#mayOffer(negotiator)) negotiator.offer();
      },
      candidate: (candidate) => {
        if (this.#isCurrent(connection)) negotiator.candidateFound(candidate);
      },
      stateChanged: () => {
        if (this.#isCurrent(connection)) this.#stateChanged(peer);
      },
    });
    const lines = new MediaLines(peer, sources, this.#options);
    const negotiator: Negotiator = new Negotiator({
      peer,
      connection,
      polite,
      send,
      offered: (kinds) => {
        lines.takeOver(kinds);
      },
      sent: () => lines.sent(),
      agreed: (kinds) => {
        lines.agreed(kinds);
        this.#options.agreed();
      },
      failed: (error) => {
        this.#onFailure(error);
      },
    });
    lines.setReceiveVideo(this.#receiveVideo);
    if (this.#options.calls) lines.open();
    this.#watch.began();
    return { connection, peer, lines, negotiator };
  }

  /** Before it was called, the called side has nothing to offer. */
  #mayOffer(negotiator: Negotiator): boolean {
    return this.#options.calls || negotiator.remote !== undefined;
  }

  #isCurrent(connection: string): boolean {
    return !this.#closed && this.#attempt.connection === connection;
  }

  #onFailure(error: unknown): void {
    this.#options.problem(
      new CloudMeetError('internal', { detail: 'A negotiation failed and is started over.', cause: error }),
    );
    this.#watch.broken();
  }

  #stateChanged(peer: PeerPort): void {
    this.#watch.stateChanged(peer);
    if (peer.connectionState === 'connected') {
      this.#everConnected = true;
      this.#setStatus('connected');
    } else if (peer.connectionState === 'failed') this.#setStatus('failed');
    else if (peer.connectionState === 'disconnected') this.#setStatus('interrupted');
    else if (!this.#everConnected) this.#setStatus('connecting');
  }

  #setStatus(status: LinkStatus): void {
    if (this.#closed || status === this.#status) return;
    this.#status = status;
    this.#options.status(status);
  }

  #end(): void {
    const { negotiator, lines, peer } = this.#attempt;
    negotiator.close();
    lines.close();
    peer.close();
  }
}
