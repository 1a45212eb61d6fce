import type { CallQuality, IceServer } from '@cloudmeet/contracts';
import type { BrowserPorts } from '../ports/browser-ports.ts';
import type { ChannelPort, PeerPort } from '../ports/peer-port.ts';

const connectWithinMs = 8_000;
const packets = 100;
const everyMs = 30;
/** After the last packet, for the ones still on their way. */
const lingerMs = 500;

type LoopPorts = Pick<BrowserPorts, 'createPeerConnection' | 'clock'>;

const isTurn = ({ urls }: IceServer): boolean => urls.some((url) => /^turns?:/.test(url));

/**
 * Two connections of this page talk to each other: through the TURN server alone where one is configured, else
 * through the local stack. A hundred small packets without repetition go round; what does not come back is lost.
 */
export class CallLoop {
  readonly #ports: LoopPorts;
  readonly #relayed: boolean;
  readonly #near: PeerPort;
  readonly #far: PeerPort;
  readonly #channels: ChannelPort[];
  readonly #sentAtMs = new Map<string, number>();
  readonly #rttsMs: number[] = [];
  readonly #startedAtMs: number;
  #cancel: () => void = () => undefined;
  #closed = false;

  constructor(
    ports: LoopPorts,
    createPeer: NonNullable<BrowserPorts['createPeerConnection']>,
    ice: readonly IceServer[],
  ) {
    this.#ports = ports;
    this.#startedAtMs = ports.clock.nowMs();
    this.#relayed = ice.some(isTurn);
    const configuration: RTCConfiguration = {
      iceServers: ice.map(({ urls, username = '', credential = '' }) => ({ urls, username, credential })),
      iceTransportPolicy: this.#relayed ? 'relay' : 'all',
    };
    const side = (other: () => PeerPort): PeerPort =>
      createPeer(configuration, {
        negotiationNeeded: () => undefined,
        stateChanged: () => undefined,
        candidate: (candidate) => {
          // Candidates of a loop that has ended meanwhile have nowhere to go.
          if (candidate?.candidate)
            other()
              .addIceCandidate({ ...plain(candidate) })
              .catch(() => undefined);
        },
      });
    this.#near = side(() => this.#far);
    this.#far = side(() => this.#near);
    const init: RTCDataChannelInit = { negotiated: true, id: 0, ordered: false, maxRetransmits: 0 };
    this.#channels = [this.#near, this.#far].map((peer) => peer.createDataChannel('loop', init));
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
    this.#near.close();
    this.#far.close();
  }

  /** Candidates may come before the other side knows its description: it is set on both before gathering ends. */
  async #connect(): Promise<void> {
    await this.#near.setLocalDescription();
    await this.#far.setRemoteDescription(this.#near.localDescription ?? { type: 'offer' });
    await this.#far.setLocalDescription();
    await this.#near.setRemoteDescription(this.#far.localDescription ?? { type: 'answer' });
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
      if (sentAtMs !== undefined) this.#rttsMs.push(this.#ports.clock.nowMs() - sentAtMs);
    });
    for (let n = 0; n < packets; n += 1) {
      this.#sentAtMs.set(String(n), this.#ports.clock.nowMs());
      near.send(String(n));
      await this.#wait(everyMs);
    }
    await this.#wait(lingerMs);
  }

  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#ports.clock.after(this.#closed ? 0 : ms, resolve);
      this.#cancel = () => {
        cancel();
        resolve();
      };
    });
  }

  #result(result: CallQuality['result']): CallQuality {
    return { result, secondsElapsed: (this.#ports.clock.nowMs() - this.#startedAtMs) / 1000 };
  }
}

function verdict(loss: number, rttMs: number): CallQuality['result'] {
  if (loss >= 0.08 || rttMs >= 600) return 'bad';
  return loss >= 0.03 || rttMs >= 300 ? 'warning' : 'good';
}

function plain({
  candidate,
  sdpMid,
  sdpMLineIndex,
  usernameFragment,
}: RTCIceCandidateInit): RTCIceCandidateInit {
  return {
    ...(candidate === undefined ? {} : { candidate }),
    ...(sdpMid === undefined ? {} : { sdpMid }),
    ...(sdpMLineIndex === undefined ? {} : { sdpMLineIndex }),
    ...(usernameFragment === undefined ? {} : { usernameFragment }),
  };
}
