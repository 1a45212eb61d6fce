import { startUdpRelay, type UdpRelay } from '@cloudmeet/testing';
import type { Negotiate } from '@cloudmeet/testing/media';
import { startTurnServer } from './turn-server.ts';

/** How media gets to the node: by UDP, by ICE-TCP alone, or by a TURN relay alone. */
export type Path = 'udp' | 'tcp' | 'relay';

export const isPath = (text: string): text is Path => ['udp', 'tcp', 'relay'].includes(text);

type TurnServer = Awaited<ReturnType<typeof startTurnServer>>;

const udpCandidate = /^(a=candidate:\S+ 1 udp \d+ )\S+ (\d+)( .*\r\n)/im;
const ofTransport = (transport: 'udp' | 'tcp') =>
  new RegExp(`^a=candidate:\\S+ 1 ${transport} .*\\r\\n`, 'gim');

/** What stands between browsers and the edges of a node. */
export class Routes {
  readonly #turn: TurnServer | undefined;
  readonly #lossRatio: number;
  readonly #throughRelays: boolean;
  readonly #relays: UdpRelay[] = [];

  private constructor(turn: TurnServer | undefined, lossRatio: number, throughRelays: boolean) {
    this.#turn = turn;
    this.#lossRatio = lossRatio;
    this.#throughRelays = throughRelays;
  }

  /**
   * `lossRatio`: share of the datagrams, 0 to 1, that is lost in each direction on the path `udp`; `mayBeNarrow`: that path
   * will be made narrow.
   */
  static async open(paths: readonly Path[], lossRatio: number, mayBeNarrow: boolean): Promise<Routes> {
    const turn = paths.includes('relay') ? await startTurnServer() : undefined;
    return new Routes(turn, lossRatio, mayBeNarrow || lossRatio > 0);
  }

  /** From now on no more than this goes down to each on the path `udp`; null: as much as comes. */
  narrow(bitsPerSecond: number | null): void {
    const limit = bitsPerSecond === null ? {} : { downBitsPerSecond: bitsPerSecond };
    for (const relay of this.#relays) relay.set({ lossRatio: this.#lossRatio, ...limit });
  }

  iceServers(path: Path): RTCIceServer[] {
    return path === 'relay' ? (this.#turn?.iceServers ?? []) : [];
  }

  /** Negotiates so that only this path is left. */
  along(path: Path, negotiate: Negotiate): Negotiate {
    if (path === 'tcp') return async (offer) => (await negotiate(offer)).replaceAll(ofTransport('udp'), '');
    return path === 'udp' && this.#throughRelays ? this.#relayed(negotiate) : negotiate;
  }

  /** Datagrams that were lost of those that came to relays. */
  get lost(): { received: number; lost: number } {
    const counts = this.#relays.map((relay) => relay.counts());
    const sum = (of: 'received' | 'lost') => counts.reduce((all, one) => all + one[of], 0);
    return { received: sum('received'), lost: sum('lost') };
  }

  async close(): Promise<void> {
    await Promise.all(this.#relays.map((relay) => relay.close()));
    await this.#turn?.close();
  }

  /** A relay of their own that loses datagrams, or lets few through, stands in the answers in place of the edge: ICE takes it for a NAT. */
  #relayed(negotiate: Negotiate): Negotiate {
    const relays = new Map<number, UdpRelay>();
    return async (offer) => {
      const answer = await negotiate(offer);
      const [line, before = '', edgePort, after = ''] = udpCandidate.exec(answer) ?? [];
      if (!line) throw new Error('The answer has no way by UDP.');
      const port = Number(edgePort);
      const relay = relays.get(port) ?? (await this.#relayTo(port));
      relays.set(port, relay);
      const relayed = `${before}127.0.0.1 ${String(relay.port)}${after}`;
      return answer.replace(line, relayed).replaceAll(ofTransport('tcp'), '');
    };
  }

  async #relayTo(port: number): Promise<UdpRelay> {
    const seed = this.#relays.length + 1;
    const relay = await startUdpRelay({ target: { port }, seed, lossRatio: this.#lossRatio });
    this.#relays.push(relay);
    return relay;
  }
}
