import { limits } from '@cloudmeet/contracts';
import type { Ephemeral, FromMediaNode, MixerRequest, RoomState, ToMediaNode } from '@cloudmeet/contracts';
import type { Clock } from '../clock.ts';
import { Ticker } from '../fanout/ticker.ts';
import { isViewer } from '../room/decide/publishers.ts';
import type { Mix, MixEvents } from '../media/media-plane.ts';

type Layout = Extract<Ephemeral, { e: 'layout' }>;
type Levels = Extract<Ephemeral, { e: 'levels' }>;

export interface RoomMixPorts {
  clock: Clock;
  state(): RoomState;
  /** To one participant, at once. */
  tell(participantId: string, ephemeral: Ephemeral): void;
  /** To everybody, with the next tick. */
  tellAll(ephemeral: Ephemeral): void;
  /** The mix is gone, with the node or by it. */
  lost(reason: string): void;
}

/** The room as a media node has to know it. */
function roomMessage(mixerId: string, state: RoomState): Extract<ToMediaNode, { t: 'room' }> {
  const { layout, spotlight } = state;
  const mixed = Object.values(state.participants).filter((one) => !isViewer(one));
  const people = mixed.map(({ id, name, audio, video, screen }) => ({
    ...{ participantId: id, name, audio, video, screen },
  }));
  return { t: 'room', mixerId, people, layout, spotlight };
}

/**
 * A room's half of its mix: keeps the node informed of the room, and its people of what the node says. Of layouts and
 * levels only the newest counts, five times a second at most.
 */
export class RoomMix {
  readonly #ports: RoomMixPorts;
  readonly #tick: Ticker;
  #mix: Mix | undefined;
  #sent = '';
  #layout: Layout | undefined;
  #levels: Levels | undefined;
  #changed = new Set<'layout' | 'levels'>();
  #isClosed = false;

  constructor(ports: RoomMixPorts) {
    this.#ports = ports;
    this.#tick = new Ticker(ports.clock, limits.mixerTickMs, () => this.#tellNewest());
  }

  /** What a mix tells goes in here; pass it on when the mix is asked for. */
  readonly events: MixEvents = {
    message: (message) => {
      if (!this.#isClosed) this.#heard(message);
    },
    reopened: () => {
      this.#sent = '';
      this.sync();
    },
    lost: (reason) => {
      if (!this.#isClosed) this.#ports.lost(reason);
    },
  };

  /** The media node that has it; undefined until it is placed. */
  get nodeId(): string | undefined {
    return this.#mix?.nodeId;
  }

  /** It was placed: the node hears of the room from now on. */
  placed(mix: Mix): void {
    this.#mix = mix;
    this.sync();
  }

  /** Tells the node what has changed of the room, if anything did. */
  sync(): void {
    if (!this.#mix || this.#isClosed) return;
    const message = roomMessage(this.#mix.mixer.id, this.#ports.state());
    const text = JSON.stringify(message);
    if (text === this.#sent) return;
    this.#sent = text;
    this.#mix.send(message);
  }

  request(participantId: string, request: MixerRequest): void {
    if (this.#mix) this.#mix.send({ t: 'request', mixerId: this.#mix.mixer.id, participantId, request });
  }

  /** What a newcomer must be told at once. */
  newest(): Ephemeral[] {
    return [this.#layout, this.#levels].filter((one) => one !== undefined);
  }

  /** Ends the mix (`end`), or leaves it to whoever writes the room next (`letGo`). Idempotent. */
  close(how: 'end' | 'letGo'): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#tick.stop();
    this.#mix?.[how]();
  }

  #heard(message: Parameters<MixEvents['message']>[0] | FromMediaNode): void {
    switch (message.t) {
      case 'reply':
        return this.#reply(message);
      case 'layout':
        this.#layout = { e: 'layout', map: message.map };
        return this.#tellSoon('layout');
      case 'levels':
        this.#levels = { e: 'levels', of: message.of, speaker: message.speaker };
        return this.#tellSoon('levels');
      case 'closed':
        return this.#ports.lost(message.reason);
      default:
    }
  }

  #reply({ participantId, reply }: Extract<FromMediaNode, { t: 'reply' }>): void {
    const mixer = this.#mix?.mixer;
    if (mixer) this.#ports.tell(participantId, { e: 'mixer', mixer, reply });
  }

  #tellSoon(what: 'layout' | 'levels'): void {
    this.#changed.add(what);
    this.#tick.request();
  }

  #tellNewest(): void {
    if (this.#layout && this.#changed.has('layout')) this.#ports.tellAll(this.#layout);
    if (this.#levels && this.#changed.has('levels')) this.#ports.tellAll(this.#levels);
    this.#changed.clear();
  }
}
