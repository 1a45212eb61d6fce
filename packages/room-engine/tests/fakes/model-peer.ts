import type { FakeClock } from '@cloudmeet/testing';
import type {
  ChannelPort,
  PeerHandlers,
  PeerPort,
  StatsPort,
  TransceiverPort,
} from '../../src/ports/peer-port.ts';
import type { ModelNetwork } from './model-network.ts';
import { both, readSdp, receives, reverse, sends, writeSdp } from './model-sdp.ts';
import { ModelTransceiver } from './model-transceiver.ts';

/**
 * RTCPeerConnection as JSEP (RFC 9429) and W3C WebRTC 4.4 describe its signalling: one operation after another,
 * implicit rollback, `negotiationneeded`, transceivers and their lines in a fixed order. It throws where browsers
 * throw. Media is only a word: two peers are connected when their ICE credentials fit.
 */
export class ModelPeer implements PeerPort {
  signalingState: RTCSignalingState = 'stable';
  connectionState: RTCPeerConnectionState = 'new';
  iceConnectionState: RTCIceConnectionState = 'new';
  localDescription: RTCSessionDescriptionInit | null = null;
  remoteDescription: RTCSessionDescriptionInit | null = null;
  readonly ufrags: { local: string | undefined; remote: string | undefined } = {
    local: undefined,
    remote: undefined,
  };
  readonly #clock: FakeClock;
  readonly #random: () => number;
  readonly #network: ModelNetwork;
  readonly #handlers: PeerHandlers;
  #transceivers: ModelTransceiver[] = [];
  /** Mids in the order of the lines that both sides agreed on. */
  #lines: string[] = [];
  #stable: { local: RTCSessionDescriptionInit | null; remote: RTCSessionDescriptionInit | null };
  #chain: Promise<void> = Promise.resolve();
  #running = 0;
  #restart = false;
  #needed = false;
  #closed = false;
  #cancelFailure: (() => void) | undefined;
  #midCount = 0;

  constructor(clock: FakeClock, random: () => number, network: ModelNetwork, handlers: PeerHandlers) {
    this.#clock = clock;
    this.#random = random;
    this.#network = network;
    this.#handlers = handlers;
    this.#stable = { local: null, remote: null };
    network.add(this);
  }

  get closed(): boolean {
    return this.#closed;
  }

  addTransceiver(
    kind: 'audio' | 'video',
    { direction = 'sendrecv' }: RTCRtpTransceiverInit,
  ): TransceiverPort {
    const one = new ModelTransceiver(kind, direction, () => this.#updateNeeded());
    this.#transceivers.push(one);
    this.#updateNeeded();
    return one;
  }
  getTransceivers(): TransceiverPort[] {
    return [...this.#transceivers];
  }
  setConfiguration(): void {
    this.#throwIfClosed();
  }
  createDataChannel(): ChannelPort {
    throw new Error('The model has no data channels.');
  }
  restartIce(): void {
    this.#restart = true;
    this.#updateNeeded();
  }
  async getStats(): Promise<StatsPort> {
    const flows = this.connectionState === 'connected' && this.#network.flows;
    const entries = flows
      ? [
          { id: 'a', type: 'inbound-rtp', kind: 'audio', packetsReceived: 100 },
          { id: 'v', type: 'inbound-rtp', kind: 'video', packetsReceived: 100, framesDecoded: 10 },
        ]
      : [];
    return { forEach: (each) => entries.forEach((entry) => each(entry)) };
  }

  setLocalDescription(): Promise<void> {
    return this.#operation(() => {
      if (this.signalingState === 'have-remote-offer') this.#answer();
      else this.#offer();
    });
  }

  setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
    return this.#operation(() => {
      if (description.type === 'answer') this.#onAnswer(description);
      else this.#onOffer(description);
    });
  }

  addIceCandidate({ usernameFragment }: RTCIceCandidateInit): Promise<void> {
    return this.#operation(() => {
      if (!this.remoteDescription) throw new DOMException('No remote description', 'InvalidStateError');
      const { ufrag } = readSdp(this.remoteDescription.sdp);
      if (usernameFragment != null && usernameFragment !== ufrag)
        throw new DOMException('Unknown ufrag', 'OperationError');
    });
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.signalingState = 'closed';
    this.connectionState = 'closed';
    this.iceConnectionState = 'closed';
    this.#cancelFailure?.();
    this.#network.remove(this);
  }

  /** The network's word on whether packets get through. */
  setPath(up: boolean): void {
    if (this.#closed) return;
    if (up && this.connectionState !== 'connected') this.#setIce('connected', 'connected');
    else if (!up && this.connectionState === 'connected') {
      this.#setIce('disconnected', 'disconnected');
      this.#cancelFailure = this.#clock.after(6_000, () => this.#setIce('failed', 'failed'));
    }
  }

  #setIce(ice: RTCIceConnectionState, connection: RTCPeerConnectionState): void {
    this.#cancelFailure?.();
    this.iceConnectionState = ice;
    this.connectionState = connection;
    this.#handlers.stateChanged();
  }

  #offer(): void {
    const ufrag = this.#restart || !this.ufrags.local ? this.#network.newUfrag() : this.ufrags.local;
    for (const one of this.#transceivers) {
      if (one.mid !== null) continue;
      one.mid = `${this.#lines.length === 0 ? '' : 'm'}${String(this.#midCount++)}${ufrag.slice(5)}`;
      one.offered = true;
    }
    const order = [
      ...this.#lines,
      ...this.#transceivers.flatMap(({ mid, offered }) => (offered && mid ? [mid] : [])),
    ];
    const lines = [...new Set(order)].map((mid) => {
      const one = this.#byMid(mid);
      return { mid, kind: one.kind, direction: one.direction };
    });
    this.localDescription = { type: 'offer', sdp: writeSdp({ ufrag, lines }) };
    this.#setSignaling('have-local-offer');
    this.#gather(ufrag);
  }

  #answer(): void {
    const offer = readSdp(this.remoteDescription?.sdp);
    const restarted = offer.ufrag !== this.ufrags.remote;
    const ufrag = restarted || !this.ufrags.local ? this.#network.newUfrag() : this.ufrags.local;
    const lines = offer.lines.map(({ mid, direction }) => {
      const one = this.#byMid(mid);
      const theirs = reverse(direction);
      const agreed = both(sends(one.direction) && sends(theirs), receives(one.direction) && receives(theirs));
      return { mid, kind: one.kind, direction: agreed };
    });
    this.localDescription = { type: 'answer', sdp: writeSdp({ ufrag, lines }) };
    this.#agree(lines, ufrag, offer.ufrag);
    this.#gather(ufrag);
  }

  #onOffer(description: RTCSessionDescriptionInit): void {
    if (this.signalingState === 'have-local-offer') this.#rollback();
    if (this.signalingState !== 'stable') throw new DOMException('Wrong state', 'InvalidStateError');
    const { lines } = readSdp(description.sdp);
    const mids = lines.map(({ mid }) => mid);
    if (this.#lines.some((mid, index) => mids[index] !== mid))
      throw new DOMException('The order of m-lines does not match', 'InvalidAccessError');
    for (const { mid, kind } of lines) {
      if (this.#transceivers.some((one) => one.mid === mid)) continue;
      const made = new ModelTransceiver(kind, 'recvonly', () => this.#updateNeeded());
      made.mid = mid;
      made.provisional = true;
      this.#transceivers.push(made);
    }
    this.remoteDescription = description;
    this.#setSignaling('have-remote-offer');
  }

  #onAnswer(description: RTCSessionDescriptionInit): void {
    if (this.signalingState !== 'have-local-offer')
      throw new DOMException('Wrong state', 'InvalidStateError');
    const offered = readSdp(this.localDescription?.sdp);
    const { lines, ufrag } = readSdp(description.sdp);
    if (offered.lines.map(({ mid }) => mid).join() !== lines.map(({ mid }) => mid).join())
      throw new DOMException('The answer does not fit the offer', 'InvalidAccessError');
    this.remoteDescription = description;
    if (offered.ufrag !== this.ufrags.local) this.#restart = false;
    const mine = lines.map((line) => ({ ...line, direction: reverse(line.direction) }));
    this.#agree(mine, offered.ufrag, ufrag);
  }

  #agree(
    lines: { mid: string; direction: RTCRtpTransceiverDirection }[],
    local: string,
    remote: string,
  ): void {
    for (const { mid, direction } of lines) {
      const one = this.#byMid(mid);
      one.currentDirection = direction;
      one.provisional = one.offered = false;
    }
    this.#lines = lines.map(({ mid }) => mid);
    this.#stable = { local: this.localDescription, remote: this.remoteDescription };
    const changed = local !== this.ufrags.local || remote !== this.ufrags.remote;
    Object.assign(this.ufrags, { local, remote });
    if (changed && this.connectionState !== 'new') this.#setIce('checking', 'connecting');
    this.#setSignaling('stable');
    this.#network.changed();
  }

  #rollback(): void {
    for (const one of this.#transceivers) {
      if (!one.offered) continue;
      one.mid = null;
      one.offered = false;
    }
    this.#transceivers = this.#transceivers.filter(({ provisional }) => !provisional);
    this.localDescription = this.#stable.local;
    this.remoteDescription = this.#stable.remote;
    this.#setSignaling('stable');
  }

  #gather(ufrag: string): void {
    this.#clock.after(5 + this.#random() * 20, () => {
      if (this.#closed) return;
      const candidate = {
        candidate: 'candidate:1 1 udp 1 192.0.2.1 9 typ host',
        sdpMid: null,
        sdpMLineIndex: 0,
      };
      this.#handlers.candidate({ ...candidate, usernameFragment: ufrag });
      this.#handlers.candidate(null);
    });
  }

  /** One operation after another, each taking a little while (W3C WebRTC 4.4.1.2, operations chain). */
  #operation(run: () => void): Promise<void> {
    this.#throwIfClosed();
    this.#running += 1;
    const done = this.#chain.then(async () => {
      await new Promise<void>((resolve) => this.#clock.after(this.#random() * 15, resolve));
      // A closed connection's operations never settle; here they stop without an effect.
      if (this.#closed) return;
      run();
    });
    this.#chain = done
      .catch(() => undefined)
      .then(() => {
        this.#running -= 1;
        this.#updateNeeded();
      });
    return done;
  }

  #updateNeeded(): void {
    if (this.#needed || this.#closed) return;
    this.#needed = true;
    this.#clock.after(0, () => {
      this.#needed = false;
      if (this.#closed || this.#running > 0 || this.signalingState !== 'stable' || !this.#negotiationNeeded())
        return;
      this.#handlers.negotiationNeeded();
    });
  }

  #negotiationNeeded(): boolean {
    if (this.#restart) return true;
    const { lines } = readSdp(this.#stable.local?.sdp);
    const wasOffer = this.#stable.local?.type === 'offer';
    const remote = readSdp(this.#stable.remote?.sdp).lines;
    return this.#transceivers.some((one) => {
      if (one.mid === null) return true;
      const said = lines.find(({ mid }) => mid === one.mid)?.direction;
      if (wasOffer) return said !== one.direction;
      const theirs = remote.find(({ mid }) => mid === one.mid)?.direction ?? 'inactive';
      const could = reverse(theirs);
      return said !== both(sends(one.direction) && sends(could), receives(one.direction) && receives(could));
    });
  }

  #byMid(mid: string): ModelTransceiver {
    const one = this.#transceivers.find((each) => each.mid === mid);
    if (!one) throw new Error(`There is no line ${mid}.`);
    return one;
  }

  #setSignaling(state: RTCSignalingState): void {
    if (state === this.signalingState) return;
    this.signalingState = state;
    this.#handlers.stateChanged();
  }

  #throwIfClosed(): void {
    if (this.#closed) throw new DOMException('Closed', 'InvalidStateError');
  }
}
