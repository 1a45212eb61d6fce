import type { FakeClock } from '@cloudmeet/testing';

/** What the network needs to know of a peer. */
interface NetworkPeer {
  readonly ufrags: { readonly local?: string | undefined; readonly remote?: string | undefined };
  setPath(up: boolean): void;
}

/**
 * Joins model peers whose ICE credentials fit, as ICE and DTLS would: both sides are connected once each knows the
 * other's present credentials, and lose each other when the path is cut or one closes.
 */
export class ModelNetwork {
  /** Whether connected peers also hear and see something. */
  flows = true;
  readonly #clock: FakeClock;
  readonly #peers = new Set<NetworkPeer>();
  #up = true;
  #generation = 0;

  constructor(clock: FakeClock) {
    this.#clock = clock;
  }

  /** Connections that are not closed. */
  get open(): number {
    return this.#peers.size;
  }

  get up(): boolean {
    return this.#up;
  }

  newUfrag(): string {
    return `ufrag${String(++this.#generation)}`;
  }

  add(peer: NetworkPeer): void {
    this.#peers.add(peer);
  }

  remove(peer: NetworkPeer): void {
    this.#peers.delete(peer);
    this.changed();
  }

  /** Cuts the path between everybody, or opens it again. A path that was cut only comes back by an ICE restart. */
  setUp(up: boolean): void {
    this.#up = up;
    this.changed();
  }

  /** Credentials or the path changed: looks again a moment later, as checks take their time. */
  changed(): void {
    this.#clock.after(30, () => {
      for (const peer of [...this.#peers]) peer.setPath(this.#up && this.#partnerOf(peer) !== undefined);
    });
  }

  #partnerOf(peer: NetworkPeer): NetworkPeer | undefined {
    return [...this.#peers].find(
      (other) =>
        other !== peer &&
        other.ufrags.local !== undefined &&
        other.ufrags.local === peer.ufrags.remote &&
        other.ufrags.remote === peer.ufrags.local,
    );
  }
}
