import type { IceAgent, IceCredentials } from './ice-agent.ts';
import type { NetworkPath } from './network-path.ts';
import { bindingResponse, isAuthentic, readStun, roleConflict, stunClass } from './stun.ts';

interface Validated {
  path: NetworkPath;
  agent: IceAgent;
}

/**
 * Which agent a datagram belongs to. Checks name their agent by its fragment and prove the password; everything else
 * is believed only from an address that has made an authentic check before.
 */
export class IceRegistry {
  readonly #agents = new Map<string, IceAgent>();
  /** Validated remote addresses by port: far cheaper to ask for each packet than a key of text. */
  readonly #byPort = new Map<number, Validated[]>();
  /** Datagrams that belonged to nobody or were forged. */
  refused = 0;

  add(agent: IceAgent): void {
    this.#agents.set(agent.local.fragment, agent);
  }

  remove(agent: IceAgent): void {
    this.#agents.delete(agent.local.fragment);
    if (agent.previous !== null) this.#agents.delete(agent.previous.fragment);
    for (const path of agent.paths) this.#forget(path);
  }

  /** How many fragments and addresses it knows. */
  get size(): number {
    return this.#agents.size + [...this.#byPort.values()].reduce((sum, there) => sum + there.length, 0);
  }

  /** After an ICE restart: both fragments hold, and the addresses it has. */
  renew(agent: IceAgent): void {
    this.#agents.set(agent.local.fragment, agent);
    if (agent.previous !== null) this.#agents.set(agent.previous.fragment, agent);
    for (const path of agent.paths) this.#remember(path, agent);
  }

  /** The agent of a validated address; counts and returns null for anybody else. */
  agentAt(address: string, port: number, socket: NetworkPath['socket']): IceAgent | null {
    const there = this.#byPort.get(port);
    if (there !== undefined) {
      for (const { path, agent } of there) {
        if (path.address === address && path.socket === socket) return agent;
      }
    }
    this.refused += 1;
    return null;
  }

  /** A STUN datagram came along a path: answer it if it is an authentic check, else drop it. Gives its agent. */
  check(datagram: Buffer, path: NetworkPath): IceAgent | null {
    const found = this.#authenticated(datagram);
    if (found === null) {
      this.refused += 1;
      return null;
    }
    const { agent, credentials, message } = found;
    if (message.controlled) {
      path.send(roleConflict(message.transaction, credentials.password));
      return null;
    }
    path.send(bindingResponse(message.transaction, path.address, path.port, credentials.password));
    if (credentials === agent.local && agent.previous !== null) {
      this.#agents.delete(agent.previous.fragment);
      agent.previous = null;
    }
    const before = agent.paths.slice();
    const kept = agent.validated(path, message.useCandidate);
    for (const old of before) if (!agent.has(old)) this.#forget(old);
    if (kept === path) this.#remember(path, agent);
    return agent;
  }

  #authenticated(datagram: Buffer) {
    const message = readStun(datagram);
    if (message === null || message.type !== stunClass.request || message.username === null) return null;
    const [fragment = '', remote] = message.username.split(':');
    const agent = this.#agents.get(fragment);
    if (agent === undefined) return null;
    const credentials: IceCredentials | null =
      fragment === agent.local.fragment ? agent.local : agent.previous;
    if (credentials === null || !isAuthentic(datagram, message, credentials.password)) return null;
    if (credentials === agent.local && remote !== agent.remoteFragment) return null;
    return { agent, credentials, message };
  }

  #remember(path: NetworkPath, agent: IceAgent): void {
    if (path.socket === null) return;
    const there = this.#byPort.get(path.port) ?? [];
    // An address that another agent had before belongs to whoever proved it last.
    const others = there.filter(
      (each) => each.path.address !== path.address || each.path.socket !== path.socket,
    );
    this.#byPort.set(path.port, [...others, { path, agent }]);
  }

  #forget(path: NetworkPath): void {
    const rest = (this.#byPort.get(path.port) ?? []).filter((each) => each.path !== path);
    if (rest.length === 0) this.#byPort.delete(path.port);
    else this.#byPort.set(path.port, rest);
  }
}
