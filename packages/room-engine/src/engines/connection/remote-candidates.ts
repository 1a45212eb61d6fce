import type { PeerPort } from '../../ports/peer-port.ts';

/** More than any gathering makes; what comes beyond belongs to no description we will ever see. */
const keptMax = 200;

/** `a=ice-ufrag` lines of a description (RFC 8839 section 5.4). */
function ufragsOf(sdp: string): Set<string> {
  return new Set([...sdp.matchAll(/^a=ice-ufrag:(\S+)/gm)].map((match) => match[1] ?? ''));
}

/** Holds candidates that came before the description they belong to, and drops those of another generation. */
export class RemoteCandidates {
  readonly #peer: PeerPort;
  #kept: RTCIceCandidateInit[] = [];

  constructor(peer: PeerPort) {
    this.#peer = peer;
  }

  async add(candidate: RTCIceCandidateInit): Promise<void> {
    if (this.#fits(candidate)) await this.#give(candidate);
    else if (this.#kept.length < keptMax) this.#kept.push(candidate);
  }

  /** A remote description was applied: hands over what was waiting for it. */
  async flush(): Promise<void> {
    const ready = this.#kept.filter((candidate) => this.#fits(candidate));
    this.#kept = this.#kept.filter((candidate) => !this.#fits(candidate));
    for (const candidate of ready) await this.#give(candidate);
  }

  #fits({ usernameFragment }: RTCIceCandidateInit): boolean {
    const sdp = this.#peer.remoteDescription?.sdp;
    if (sdp === undefined) return false;
    return usernameFragment == null || ufragsOf(sdp).has(usernameFragment);
  }

  async #give(candidate: RTCIceCandidateInit): Promise<void> {
    await this.#peer.addIceCandidate(candidate).catch(() => {
      // A candidate for a line that was meanwhile rejected or rolled back: ICE goes on with the others.
    });
  }
}
