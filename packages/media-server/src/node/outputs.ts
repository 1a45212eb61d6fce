import type { CaptureKind, FromMediaOutput, OutputWish, ToMediaOutput } from '@cloudmeet/contracts';
import type { FromEgress, ToEgress } from '../children/messages.ts';
import type { Clock } from './clock.ts';
import type { MixedRoom } from './mixed-room.ts';
import type { RoomTap } from './room-output.ts';

/** Whoever wishes for outputs: one connection of a recorder. */
export interface OutputClient {
  send(message: FromMediaOutput): void;
}

export interface OutputsOptions {
  nodeId: string;
  clock: Clock;
  /** The mix of a session here, when there is one. */
  roomOf(sessionId: string): MixedRoom | undefined;
  newOutput(): number;
  /** UDP port of the process for outputs of a kind, which is started when it is first asked for; undefined: not yet. */
  portOf(kind: CaptureKind): number | undefined;
  toEgress(kind: CaptureKind, message: ToEgress): void;
  /** Somebody taps this room now, or does not any more. */
  changed(room: MixedRoom): void;
}

/** A wish whose recorder is away ends after this: it may come back, and find that nothing is missing. */
const awayMs = 30_000;

/** What a process for outputs says of one output. */
export type OfOutput = Extract<FromEgress, { output: number }>;

/** What holds until it is said anew. */
type Lasting = Extract<FromMediaOutput, { t: 'output.begun' | 'output.targets' | 'output.viewers' }>;

interface Held {
  wish: OutputWish;
  client: OutputClient | undefined;
  awayFromMs: number;
  isClosing: boolean;
  /** What was said last, for a recorder that comes anew. */
  said: Map<Lasting['t'], Lasting>;
  /** What the process for outputs was told, and of which mix. */
  made: { output: number; room: MixedRoom; isEnding: boolean } | undefined;
}

/**
 * The outputs that are wished from this node. What is made is brought up to date with what is wished and what is mixed,
 * so no order of events is wrong; a folder never has two outputs writing into it.
 */
export class Outputs {
  readonly #options: OutputsOptions;
  readonly #held = new Map<string, Held>();
  #cancelTick: () => void = () => undefined;

  constructor(options: OutputsOptions) {
    this.#options = options;
  }

  get count(): number {
    return this.#held.size;
  }

  hear(client: OutputClient, message: ToMediaOutput): void {
    if (message.t === 'outputs.hello')
      return client.send({ t: 'outputs.welcome', nodeId: this.#options.nodeId });
    const held = this.#held.get(message.outputId);
    if (message.t === 'output.open') return this.#open(client, message, held);
    if (!held) return client.send({ t: 'output.ended', outputId: message.outputId });
    held.client = client;
    held.isClosing = true;
    this.sync();
  }

  /** A recorder's connection is gone: its outputs go on for a while. */
  leave(client: OutputClient): void {
    for (const held of this.#held.values()) {
      if (held.client !== client) continue;
      held.client = undefined;
      held.awayFromMs = this.#options.clock.nowMs();
    }
  }

  /** What of a room goes where beside its edges. */
  tapOf(room: MixedRoom): RoomTap {
    const taps = [...this.#held.values()].filter(({ made }) => made?.room === room);
    const pictures = taps.filter(({ wish }) => !wish.audioOnly);
    const ports = (from: readonly Held[]) => [
      ...new Set(from.map(({ wish }) => this.#options.portOf(wish.kind)).filter((one) => one !== undefined)),
    ];
    const keyframesMs = pictures.map(({ wish }) => wish.segmentMs);
    return {
      audio: ports(taps),
      video: ports(pictures),
      keyframesMs: keyframesMs.length === 0 ? null : Math.min(...keyframesMs),
    };
  }

  fromEgress(kind: CaptureKind, message: OfOutput): void {
    const held = [...this.#held.values()].find(
      ({ wish, made }) => wish.kind === kind && made?.output === message.output,
    );
    if (!held) return;
    const { outputId } = held.wish;
    const { output: _number, ...told } = message;
    if (told.t === 'output.ended') this.#ended(held);
    else if (told.t === 'output.failed') this.#failed(held, told.reason);
    else if (told.t === 'output.segment') held.client?.send({ ...told, outputId });
    else if (told.t === 'output.targets') this.#say(held, { ...told, outputId, targets: [...told.targets] });
    else this.#say(held, { ...told, outputId });
  }

  #say(held: Held, message: Lasting): void {
    held.said.set(message.t, message);
    held.client?.send(message);
  }

  /** A process for outputs listens, and knows nothing. */
  ready(): void {
    this.sync();
  }

  /** It is gone: what it had not closed is lost. */
  lost(kind: CaptureKind): void {
    for (const held of this.#held.values()) {
      if (held.wish.kind !== kind || !held.made) continue;
      const { room } = held.made;
      held.made = undefined;
      this.#options.changed(room);
    }
    this.sync();
  }

  /** Makes what is wished and not made, ends what is made and not wished. */
  sync(): void {
    for (const held of [...this.#held.values()]) this.#bring(held);
  }

  /** Forgets everything; the processes end their outputs themselves. Idempotent. */
  close(): void {
    this.#cancelTick();
    this.#held.clear();
  }

  #open(client: OutputClient, wish: OutputWish, known: Held | undefined): void {
    if (known) {
      known.client = client;
      for (const said of known.said.values()) client.send(said);
    } else {
      const fresh = { awayFromMs: 0, isClosing: false, said: new Map(), made: undefined };
      this.#held.set(wish.outputId, { wish, client, ...fresh });
    }
    this.#tick();
    this.sync();
  }

  #bring(held: Held): void {
    const { wish, made } = held;
    const room = this.#options.roomOf(wish.sessionId);
    if (made && !made.isEnding && (held.isClosing || made.room !== room)) {
      made.isEnding = true;
      const goesOn = !held.isClosing;
      this.#options.toEgress(wish.kind, { t: 'output.close', output: made.output, goesOn });
    }
    if (made) return;
    if (held.isClosing) return this.#forget(held);
    if (room && this.#options.portOf(wish.kind) !== undefined) this.#make(held, room);
  }

  #make(held: Held, room: MixedRoom): void {
    const { folder, segmentMs, keep, kind, audioOnly, audioCodec, hls, targets } = held.wish;
    const output = this.#options.newOutput();
    held.made = { output, room, isEnding: false };
    const { stream, width, height } = room.outputLayer;
    this.#options.toEgress(kind, {
      ...{ t: 'output.open', output, folder, segmentMs, keep, audioCodec, hls, targets },
      ...{ video: audioOnly ? null : stream, audio: room.mix, width, height },
    });
    this.#options.changed(room);
  }

  #ended(held: Held): void {
    const room = held.made?.room;
    held.made = undefined;
    if (room) this.#options.changed(room);
    if (held.isClosing) this.#forget(held);
    else this.sync();
  }

  #failed(held: Held, reason: string): void {
    const { made, wish } = held;
    held.made = undefined;
    this.#held.delete(wish.outputId);
    // Its process forgets it, too: one that is to end waits until it has none.
    if (made) this.#options.toEgress(wish.kind, { t: 'output.close', output: made.output });
    if (made) this.#options.changed(made.room);
    held.client?.send({ t: 'output.failed', outputId: held.wish.outputId, reason });
  }

  #forget(held: Held): void {
    this.#held.delete(held.wish.outputId);
    held.client?.send({ t: 'output.ended', outputId: held.wish.outputId });
  }

  /** Mixes come and go without a word, and so do recorders. */
  #tick(): void {
    this.#cancelTick();
    if (this.#held.size === 0) return;
    this.#cancelTick = this.#options.clock.after(500, () => this.#tick());
    const nowMs = this.#options.clock.nowMs();
    for (const held of this.#held.values())
      if (!held.client && nowMs - held.awayFromMs > awayMs) held.isClosing = true;
    this.sync();
  }
}
