import { FakeClock, seededRandom } from '@cloudmeet/testing';
import type { BrowserPorts } from '../../src/ports/browser-ports.ts';
import { ModelDevices } from './model-devices.ts';
import { ModelNetwork } from './model-network.ts';
import { ModelPeer } from './model-peer.ts';
import { ModelServer } from './model-server.ts';

/** A whole modelled browser with a modelled room server behind it, and what it still holds. */
export class ModelBrowser {
  readonly clock = new FakeClock();
  readonly random: () => number;
  readonly server: ModelServer;
  readonly devices = new ModelDevices();
  readonly network = new ModelNetwork(this.clock);
  readonly listeners = new Set<object>();
  readonly denied = new Set<string>();
  /** Every connection that the page made, oldest first. */
  readonly peers: ModelPeer[] = [];
  contexts = 0;
  online: (isOnline: boolean) => void = () => undefined;
  leavePage: () => void = () => undefined;
  readonly ports: BrowserPorts;

  constructor(seed = 1, delayMs?: (random: () => number) => number) {
    this.random = seededRandom(seed);
    this.server = new ModelServer(this.clock, delayMs && (() => delayMs(this.random)));
    this.ports = this.#ports();
  }

  /** Timers, sockets, connections, live tracks, listeners and audio contexts that were not let go. */
  held(): number {
    return (
      this.clock.pendingTimers +
      this.server.connections.size +
      this.network.open +
      this.devices.live().length +
      this.devices.listeners +
      this.listeners.size +
      this.contexts
    );
  }

  #ports(): BrowserPorts {
    return {
      secureContext: true,
      clock: { nowMs: () => this.clock.nowMs(), after: (ms, run) => this.clock.after(ms, run) },
      random: this.random,
      openSocket: this.server.openSocket,
      createPeerConnection: (_configuration, handlers) => {
        const peer = new ModelPeer(this.clock, this.random, this.network, handlers);
        this.peers.push(peer);
        return peer;
      },
      mediaDevices: this.devices,
      queryPermission: undefined,
      policyAllows: (feature) => !this.denied.has(feature),
      createAudioContext: undefined,
      createMediaStream: () => new MediaStream(),
      network: {
        online: () => true,
        onChange: (listener) => this.#listen(() => (this.online = listener)),
      },
      onGesture: () => this.#listen(() => undefined),
      onLeavePage: (listener) => this.#listen(() => (this.leavePage = listener)),
      reaches: async () => true,
      createFrameDropper: undefined,
    };
  }

  #listen(begin: () => void): () => void {
    const listener = {};
    this.listeners.add(listener);
    begin();
    return () => void this.listeners.delete(listener);
  }
}
