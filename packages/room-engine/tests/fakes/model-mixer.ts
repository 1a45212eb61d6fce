import type { Mixer, MixerReply, MixerRequest, RoomState } from '@cloudmeet/contracts';
import { newId } from '@cloudmeet/contracts';
import type { ModelBrowser } from './model-browser.ts';
import { ModelPeer } from './model-peer.ts';
import type { ModelServer } from './model-server.ts';

interface Line {
  from: string;
  connection: string;
  peer: ModelPeer;
}

/** A mixer as docs of the signals describe it: it answers offers, and the room carries its words to one participant. */
export class ModelMixer {
  readonly requests: { from: string; request: MixerRequest }[] = [];
  readonly ready: { from: string; topology: string }[] = [];
  readonly lines: Line[] = [];
  /** Offers stay unanswered while it is deaf. */
  deaf = false;
  /** Refuses the next offers with this reason. */
  refuses: string | undefined;
  readonly #browser: ModelBrowser;
  readonly #server: ModelServer;
  #mixer: Mixer = { id: newId('mixer'), generation: 0 };

  constructor(browser: ModelBrowser) {
    this.#browser = browser;
    this.#server = browser.server;
    this.#server.onCommand = (from, name, args) => {
      if (name === 'mixer.send') this.#request(from, (args as { request: MixerRequest }).request);
      if (name === 'topology.ready')
        this.ready.push({ from, topology: (args as { topology: string }).topology });
    };
  }

  /** The next one that the room is mixed by. */
  next(): Mixer {
    this.#mixer = { ...this.#mixer, generation: this.#mixer.generation + 1 };
    return this.#mixer;
  }

  get mixer(): Mixer {
    return this.#mixer;
  }

  /** Connections that are not closed. */
  get open(): number {
    return this.lines.filter(({ peer }) => !peer.closed && peer.connectionState === 'connected').length;
  }

  prepare(to: RoomState['topology']): void {
    const mixer = to === 'mixed' ? this.next() : null;
    this.#server.append({ type: 'topology.preparing', data: { to, reason: 'many-publishers', mixer } });
  }

  change(from: RoomState['topology'], to: RoomState['topology']): void {
    this.#server.append({ type: 'topology.changed', data: { from, to, reason: 'many-publishers' } });
  }

  /** The room is mixed from now on. */
  begin(): void {
    this.change('p2p', 'mixed');
    this.assign();
  }

  assign(mixer: Mixer | null = this.next()): void {
    this.#server.append({ type: 'mixer.assigned', data: { mixer, reason: 'test' } });
  }

  say(to: string, reply: MixerReply): void {
    const connection = this.#server.seats.get(to)?.connection;
    connection?.tell({ t: 'batch', entries: [], ephemeral: [{ e: 'mixer', mixer: this.#mixer, reply }] });
  }

  close(): void {
    for (const { peer } of this.lines) peer.close();
  }

  #request(from: string, request: MixerRequest): void {
    this.requests.push({ from, request });
    if (request.kind !== 'offer' || this.deaf) return;
    if (this.refuses !== undefined)
      this.say(from, { kind: 'refused', connection: request.connection, reason: this.refuses });
    else void this.#answer(from, request);
  }

  async #answer(from: string, { connection, sdp }: Extract<MixerRequest, { kind: 'offer' }>): Promise<void> {
    const known = this.lines.find((one) => one.connection === connection);
    const peer = known?.peer ?? this.#newPeer(from, connection);
    await peer.setRemoteDescription({ type: 'offer', sdp });
    for (const line of peer.getTransceivers().slice(0, 2)) line.direction = 'sendrecv';
    await peer.setLocalDescription();
    this.say(from, { kind: 'answer', connection, sdp: peer.localDescription?.sdp ?? '' });
  }

  #newPeer(from: string, connection: string): ModelPeer {
    for (const old of this.lines) if (old.from === from) old.peer.close();
    const { clock, random, network } = this.#browser;
    const peer = new ModelPeer(clock, random, network, {
      negotiationNeeded: () => undefined,
      candidate: () => undefined,
      stateChanged: () => undefined,
    });
    this.lines.push({ from, connection, peer });
    return peer;
  }
}
