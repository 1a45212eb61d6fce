import { randomBytes } from 'node:crypto';
import { isSamePath, type NetworkPath } from './network-path.ts';

const pathsMax = 8;

export interface IceCredentials {
  fragment: string;
  password: string;
}

function newCredentials(): IceCredentials {
  return { fragment: randomBytes(6).toString('hex'), password: randomBytes(18).toString('base64url') };
}

export interface IceAgentEvents {
  /** Media goes along this path from now on. */
  onSelected(path: NetworkPath): void;
  /** Anything but STUN that came along a validated path. */
  onDatagram(datagram: Buffer): void;
}

/**
 * The ICE-lite agent of one client (RFC 8445 sections 2.5 and 6.1.1): it has host candidates only, makes no checks of
 * its own and believes the client's. The client nominates; the path nominated last is used.
 */
export class IceAgent {
  local = newCredentials();
  /** Credentials from before an ICE restart; they hold until the first check with the new ones. */
  previous: IceCredentials | null = null;
  selected: NetworkPath | null = null;
  /** When something authentic came last, in milliseconds of the monotonic clock. */
  heardAtMs = performance.now();
  readonly paths: NetworkPath[] = [];
  readonly #events: IceAgentEvents;
  #remoteFragment: string;

  constructor(remoteFragment: string, events: IceAgentEvents) {
    this.#remoteFragment = remoteFragment;
    this.#events = events;
  }

  get remoteFragment(): string {
    return this.#remoteFragment;
  }

  /** An offer with other credentials than the last one is an ICE restart (RFC 8839 section 4.4.1.1.1). */
  restart(remoteFragment: string): void {
    this.previous = this.local;
    this.local = newCredentials();
    this.#remoteFragment = remoteFragment;
  }

  /** An authentic check came along this path. Returns the path as we keep it, or null where there are too many. */
  validated(path: NetworkPath, nominated: boolean): NetworkPath | null {
    this.heardAtMs = performance.now();
    let known = this.paths.find((each) => isSamePath(each, path));
    if (known === undefined) {
      if (this.paths.length >= pathsMax) this.#forgetOldest();
      this.paths.push(path);
      known = path;
    }
    if (nominated && this.selected !== known) {
      this.selected = known;
      this.#events.onSelected(known);
    }
    return known;
  }

  received(datagram: Buffer): void {
    this.heardAtMs = performance.now();
    this.#events.onDatagram(datagram);
  }

  #forgetOldest(): void {
    const at = this.paths.findIndex((each) => each !== this.selected);
    this.paths.splice(at, 1)[0]?.close();
  }

  /** Whether a path is still one of ours: a table that maps addresses to agents asks before it believes. */
  has(path: NetworkPath): boolean {
    return this.paths.includes(path);
  }

  /** Its paths stay named, for whoever has to forget them. */
  close(): void {
    for (const path of this.paths) path.close();
    this.selected = null;
  }
}
