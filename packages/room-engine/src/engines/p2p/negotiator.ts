import type { Signal, TrackKind } from '@cloudmeet/contracts';
import type { CandidatePort, PeerPort } from '../../ports/peer-port.ts';
import { RemoteCandidates } from '../connection/remote-candidates.ts';

export type DescriptionSignal = Extract<Signal, { kind: 'description' }>;
export type CandidateSignal = Extract<Signal, { kind: 'candidate' }>;
export type LineKinds = Record<string, TrackKind>;

export interface NegotiatorOptions {
  peer: PeerPort;
  /** Names `peer` towards the other side. */
  connection: string;
  /** The polite side gives way when both offer at once. */
  polite: boolean;
  send(signal: Signal): void;
  /** A remote offer was applied and is about to be answered. */
  offered(kinds: LineKinds): void;
  /** What each line we send carries, by mid. */
  sent(): LineKinds;
  /** A remote description is in force. */
  agreed(kinds: LineKinds): void;
  failed(error: unknown): void;
}

/**
 * Perfect negotiation (W3C WebRTC 1.0, section 10.7) over signals that may be repeated, overtaken or lost. Each
 * description carries its number and the number of the last offer its sender has answered; that tells a collision
 * from an answer that is still on its way, and an answer to this offer from one to an earlier.
 */
export class Negotiator {
  readonly #options: NegotiatorOptions;
  readonly #peer: PeerPort;
  readonly #candidates: RemoteCandidates;
  #queue: Promise<void> = Promise.resolve();
  #closed = false;
  #makingOffer = false;
  /** Connection of the other side that we talk to; undefined until its first description. */
  #remote: string | undefined;
  /** Numbers: of my last description, my last offer, their last description, their last offer that I answered. */
  #number = 0;
  #offerNumber = 0;
  #seen = 0;
  #answered = 0;
  #lastAnswer: DescriptionSignal | undefined;
  /** Their next offer, which came before their answer to mine. */
  #held: DescriptionSignal | undefined;

  constructor(options: NegotiatorOptions) {
    this.#options = options;
    this.#peer = options.peer;
    this.#candidates = new RemoteCandidates(options.peer);
  }

  get remote(): string | undefined {
    return this.#remote;
  }

  bind(remote: string): void {
    this.#remote = remote;
  }

  /** To be called on `negotiationneeded`. */
  offer(): void {
    void this.#guard(async () => {
      try {
        this.#makingOffer = true;
        await this.#peer.setLocalDescription();
        if (this.#closed || this.#peer.localDescription?.type !== 'offer') return;
        this.#offerNumber = ++this.#number;
        this.#sendOffer();
      } finally {
        this.#makingOffer = false;
      }
    });
  }

  /** Sends an offer without an answer once more, with all candidates found meanwhile. True when there was one. */
  repeat(): boolean {
    if (this.#peer.signalingState !== 'have-local-offer' || this.#makingOffer) return false;
    this.#sendOffer();
    return true;
  }

  candidateFound(found: CandidatePort | null): void {
    if (!found?.candidate) return;
    const { candidate, sdpMid, sdpMLineIndex, usernameFragment } = found;
    this.#options.send({
      kind: 'candidate',
      connection: this.#options.connection,
      candidate: { candidate, sdpMid, sdpMLineIndex, usernameFragment },
    });
  }

  receive(signal: DescriptionSignal | CandidateSignal): void {
    this.#queue = this.#queue.then(() =>
      this.#guard(async () => {
        if (signal.kind === 'description') await this.#onDescription(signal);
        else if (signal.candidate) await this.#candidates.add(signal.candidate);
      }),
    );
  }

  close(): void {
    this.#closed = true;
  }

  async #onDescription(signal: DescriptionSignal): Promise<void> {
    if (signal.number <= this.#seen) {
      const repeated = signal.description.type === 'offer' && signal.number === this.#answered;
      if (repeated && this.#lastAnswer) this.#options.send(this.#lastAnswer);
    } else if (signal.description.type === 'answer') await this.#onAnswer(signal);
    else if (signal.description.type === 'offer') await this.#onOffer(signal);
  }

  async #onAnswer(signal: DescriptionSignal): Promise<void> {
    if (this.#peer.signalingState !== 'have-local-offer' || signal.answered !== this.#offerNumber) return;
    this.#seen = signal.number;
    await this.#peer.setRemoteDescription(signal.description);
    await this.#settle(signal);
    const held = this.#held;
    this.#held = undefined;
    if (held) await this.#onDescription(held);
  }

  async #onOffer(signal: DescriptionSignal): Promise<void> {
    const offering = this.#makingOffer || this.#peer.signalingState === 'have-local-offer';
    if (this.#peer.signalingState === 'have-local-offer' && signal.answered >= this.#offerNumber) {
      this.#held = signal;
      return;
    }
    this.#seen = signal.number;
    if (offering && !this.#options.polite) return;
    await this.#peer.setRemoteDescription(signal.description);
    this.#options.offered(signal.tracks);
    await this.#peer.setLocalDescription();
    this.#answered = signal.number;
    this.#lastAnswer = this.#describe(++this.#number);
    if (this.#lastAnswer) this.#options.send(this.#lastAnswer);
    await this.#settle(signal);
  }

  async #settle(signal: DescriptionSignal): Promise<void> {
    if (this.#closed) return;
    await this.#candidates.flush();
    this.#options.agreed(signal.tracks);
  }

  #sendOffer(): void {
    const signal = this.#describe(this.#offerNumber);
    if (signal) this.#options.send(signal);
  }

  #describe(number: number): DescriptionSignal | undefined {
    const { type, sdp } = this.#peer.localDescription ?? {};
    if (this.#closed || (type !== 'offer' && type !== 'answer') || sdp === undefined) return undefined;
    return {
      kind: 'description',
      connection: this.#options.connection,
      ...(this.#remote === undefined ? {} : { answers: this.#remote }),
      number,
      answered: this.#answered,
      description: { type, sdp },
      tracks: this.#options.sent(),
    };
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
