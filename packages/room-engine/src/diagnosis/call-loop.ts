import type { CallQuality, IceServer } from '@cloudmeet/contracts';
import type { BrowserPorts, Clock } from '../ports/browser-ports.ts';
import type { ChannelPort, PeerPort } from '../ports/peer-port.ts';

const connectWithinMs = 8_000;
const packets = 100;
const everyMs = 30;
/** After the last packet, for the ones still on their way. */
const lingerMs = 500;

type CreatePeer = NonNullable<BrowserPorts['createPeerConnection']>;

const isTurn = ({ urls }: IceServer): boolean => urls.some((url) => /^turns?:/.test(url));

/**
 * Two connections of this page talk to each other: through the TURN server alone where one is configured, else
 * through the local stack. A hundred small packets without repetition go round; what does not come back is lost.
 */
export class CallLoop {
  readonly #clock: Clock;
  readonly #createPeer: CreatePeer;
  readonly #iceServers: readonly IceServer[];
  readonly #peers: PeerPort[] = [];
  #channels: ChannelPort[] = [];
  readonly #sentAtMs = new Map<string, number>();
  readonly #rttsMs: number[] = [];
  readonly #startedAtMs: number;
  #cancel: () => void = () => undefined;
  #closed = false;

  constructor(clock: Clock, createPeer: CreatePeer, iceServers: readonly IceServer[]) {
    this.#clock = clock;
    this.#createPeer = createPeer;
    this.#iceServers = iceServers;
    this.#startedAtMs = clock.nowMs();
  }

  /** Never rejects: a loop that cannot connect is `failed`. */
  async run(): Promise<CallQuality> {
    try {
      await this.#connect();
      if (!(await this.#opened())) return this.#result('failed');
      await this.#exchange();
    } catch {
      // Whatever went wrong, the answer is the same: media does not get through.
      return this.#result('failed');
    }
    const loss = 1 - this.#rttsMs.length / packets;
    const rttMs = this.#rttsMs.reduce((sum, rtt) => sum + rtt, 0) / Math.max(1, this.#rttsMs.length);
    return { ...this.#result(verdict(loss, rttMs)), loss, rttMs: Math.round(rttMs) };
  }

  /** Ends it early: what runs still resolves. */
  close(): void {
    this.#closed = true;
    this.#cancel();
    for (const peer of this.#peers) peer.close();
  }

  async #connect(): Promise<void> {
    const near = this.#open(() => far);
    const far = this.#open(() => near);
    const init: RTCDataChannelInit = { negotiated: true, id: 0, ordered: false, maxRetransmits: 0 };
    this.#channels = [near, far].map((peer) => peer.createDataChannel('loop', init));
    await near.setLocalDescription();
    await far.setRemoteDescription(near.localDescription ?? { type: 'offer' });
    await far.setLocalDescription();
    await near.setRemoteDescription(far.localDescription ?? { type: 'answer' });
  }

  /** Gathering begins with the local description, and by then the other side is already taking it in. */
  #open(other: () => PeerPort): PeerPort {
    const relayed = this.#iceServers.some(isTurn);
    const configuration: RTCConfiguration = {
      iceServers: this.#iceServers.map((server) => ({ ...server })),
      iceTransportPolicy: relayed ? 'relay' : 'all',
    };
    const peer = this.#createPeer(configuration, {
      negotiationNeeded: () => undefined,
      stateChanged: () => undefined,
      candidate: (found) => {
        if (!found?.candidate || this.#closed) return;
        const { candidate, sdpMid, sdpMLineIndex, usernameFragment } = found;
        other()
          .addIceCandidate({ candidate, sdpMid, sdpMLineIndex, usernameFragment })
          .catch(() => {
            // One way that cannot be used; when none can, the loop does not open and that is the result.
          });
      },
    });
    this.#peers.push(peer);
    return peer;
  }

  async #opened(): Promise<boolean> {
    for (let waitedMs = 0; waitedMs < connectWithinMs; waitedMs += everyMs) {
      if (this.#channels.every(({ readyState }) => readyState === 'open')) return true;
      await this.#wait(everyMs);
    }
    return false;
  }

  async #exchange(): Promise<void> {
    const [near, far] = this.#channels;
    if (!near || !far) return;
    far.addEventListener('message', (event) => {
      if (event instanceof MessageEvent) far.send(String(event.data));
    });
    near.addEventListener('message', (event) => {
      const sentAtMs = event instanceof MessageEvent ? this.#sentAtMs.get(String(event.data)) : undefined;
      if (sentAtMs !== undefined) this.#rttsMs.push(this.#clock.nowMs() - sentAtMs);
    });
    for (let n = 0; n < packets; n += 1) {
      this.#sentAtMs.set(String(n), this.#clock.nowMs());
      near.send(String(n));
      await this.#wait(everyMs);
    }
    await this.#wait(lingerMs);
  }

  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#clock.after(this.#closed ? 0 : ms, resolve);
      this.#cancel = () => {
        cancel();
        resolve();
      };
    });
  }

  #result(result: CallQuality['result']): CallQuality {
    return { result, secondsElapsed: (this.#clock.nowMs() - this.#startedAtMs) / 1000 };
  }
}

function verdict(loss: number, rttMs: number): CallQuality['result'] {
  if (loss >= 0.08 || rttMs >= 600) return 'bad';
  return loss >= 0.03 || rttMs >= 300 ? 'warning' : 'good';
}
