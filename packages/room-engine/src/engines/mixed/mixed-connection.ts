import type { MixerReply, MixerRequest } from '@cloudmeet/contracts';
import type { CandidatePort, PeerHandlers, PeerPort, TransceiverPort } from '../../ports/peer-port.ts';
import { RemoteCandidates } from '../connection/remote-candidates.ts';
import { MixedLines } from './mixed-lines.ts';
import type { Sources } from './mixed-lines.ts';
import { withOpusOptions } from './opus-options.ts';

export interface MixedConnectionOptions {
  createPeer: (handlers: PeerHandlers) => PeerPort;
  /** Names this connection towards the mixer. */
  connection: string;
  sources: Sources;
  orderVideo(line: TransceiverPort): void;
  send(request: MixerRequest): void;
  /** An answer is in force. */
  agreed(): void;
  stateChanged(peer: PeerPort): void;
  failed(error: unknown): void;
}

/** One RTCPeerConnection to a mixer: this side offers (RFC 8829), the mixer answers, candidates trickle. */
export class MixedConnection {
  readonly peer: PeerPort;
  readonly lines: MixedLines;
  readonly #options: MixedConnectionOptions;
  readonly #candidates: RemoteCandidates;
  #queue: Promise<void> = Promise.resolve();
  /** Candidates that were found before their offer was on its way. */
  #early: (CandidatePort | null)[] = [];
  #offered = false;
  #closed = false;

  constructor(options: MixedConnectionOptions) {
    this.#options = options;
    this.peer = options.createPeer({
      negotiationNeeded: () => {
        this.#offer();
      },
      candidate: (found) => {
        if (this.#offered) this.#sendCandidate(found);
        else this.#early.push(found);
      },
      stateChanged: () => {
        if (!this.#closed) options.stateChanged(this.peer);
      },
    });
    this.#candidates = new RemoteCandidates(this.peer);
    this.lines = new MixedLines(this.peer, options.sources, (line) => {
      options.orderVideo(line);
    });
  }

  get name(): string {
    return this.#options.connection;
  }

  /** An offer is on its way and nothing has come back. */
  get unanswered(): boolean {
    return this.peer.signalingState === 'have-local-offer';
  }

  receive(reply: Extract<MixerReply, { kind: 'answer' | 'candidate' }>): void {
    this.#queue = this.#queue.then(() =>
      this.#guard(async () => {
        if (reply.kind === 'answer') await this.#onAnswer(reply.sdp);
        else if (reply.candidate) await this.#candidates.add(reply.candidate);
      }),
    );
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.peer.close();
  }

  #offer(): void {
    void this.#guard(async () => {
      await this.peer.setLocalDescription();
      const { type, sdp } = this.peer.localDescription ?? {};
      if (this.#closed || type !== 'offer' || sdp === undefined) return;
      this.#options.send({ kind: 'offer', connection: this.name, sdp, tracks: this.lines.kinds() });
      this.#offered = true;
      for (const found of this.#early.splice(0)) this.#sendCandidate(found);
    });
  }

  async #onAnswer(sdp: string): Promise<void> {
    if (!this.unanswered) return;
    await this.peer.setRemoteDescription({ type: 'answer', sdp: withOpusOptions(sdp) });
    if (this.#closed) return;
    await this.#candidates.flush();
    this.#options.agreed();
  }

  #sendCandidate(found: CandidatePort | null): void {
    if (this.#closed) return;
    const { connection, send } = this.#options;
    if (!found?.candidate) {
      send({ kind: 'candidate', connection, candidate: null });
      return;
    }
    const { candidate, sdpMid, sdpMLineIndex, usernameFragment } = found;
    send({
      kind: 'candidate',
      connection,
      candidate: { candidate, sdpMid, sdpMLineIndex, usernameFragment },
    });
  }

  /** What fails after the end is nobody's business any more. */
  async #guard(run: () => Promise<void>): Promise<void> {
    if (this.#closed) return;
    try {
      await run();
    } catch (error) {
      if (!this.#closed) this.#options.failed(error);
    }
  }
}
