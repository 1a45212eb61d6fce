import { CloudMeetError } from '@cloudmeet/contracts';
import type { Database, MediaNodeRecord, MixPlace } from '@cloudmeet/database';
import type { Clock } from '../clock.ts';
import { chooseNodes, hasRoomFor } from './choose-nodes.ts';
import type { MediaPlane, Mix, MixEvents, MixWish } from './media-plane.ts';
import { NodeLink } from './node-link.ts';

export interface DatabaseMediaPlaneOptions {
  mediaNodes: Pick<Database['mediaNodes'], 'listOpen' | 'promise' | 'findMix' | 'forgetMix'>;
  internalSecret: string;
  /** Where this process is: rooms are mixed in the same region when they can be. */
  region: string;
  clock: Clock;
  /** 0 to 1, uniformly. */
  random: () => number;
  failed(error: unknown): void;
}

/** What is known of the nodes is at most this old. */
const lookMs = 2000;
/** A room gets room for at least so many: they come within moments of each other. */
const promisedMin = 8;
/** Nodes that a room is offered to at most. */
const offersMax = 4;
/** A node that did not answer gets no rooms for this long, whatever it reports. */
const shunnedMs = 10_000;

/** Media nodes as they registered in the database, reached over WebSockets that all rooms of this process share. */
export class DatabaseMediaPlane implements MediaPlane {
  readonly #options: DatabaseMediaPlaneOptions;
  readonly #links = new Map<string, NodeLink>();
  readonly #shunnedUntil = new Map<string, number>();
  #known: readonly MediaNodeRecord[] = [];
  #cancelLook: () => void = () => undefined;
  #isClosed = false;

  constructor(options: DatabaseMediaPlaneOptions) {
    this.#options = options;
    this.#look();
  }

  get isOpen(): boolean {
    return this.#known.some((node) => !this.#isShunned(node.id) && hasRoomFor(node, promisedMin));
  }

  async place(wish: MixWish, events: MixEvents): Promise<Mix> {
    const { mediaNodes, region, random } = this.#options;
    const participants = Math.max(promisedMin, wish.participants);
    this.#known = await mediaNodes.listOpen();
    const asked = this.#known.filter(({ id }) => !this.#isShunned(id));
    for (const node of chooseNodes(asked, { region, participants }, random).slice(0, offersMax)) {
      const mix = await this.#offer(node, participants, wish, events);
      if (mix) return mix;
    }
    throw new CloudMeetError('media-full');
  }

  async find(wish: MixWish, events: MixEvents): Promise<Mix | undefined> {
    const place = await this.#options.mediaNodes.findMix(wish.mixer.id);
    return place ? this.#open(place, wish, events, 'running') : undefined;
  }

  /** Lets go of every node; mixes run on for whoever writes their rooms next. Idempotent. */
  close(): void {
    this.#isClosed = true;
    this.#cancelLook();
    for (const link of [...this.#links.values()]) link.close();
  }

  async #offer(
    node: MediaNodeRecord,
    participants: number,
    wish: MixWish,
    events: MixEvents,
  ): Promise<Mix | undefined> {
    if (!(await this.#options.mediaNodes.promise(node.id, wish.mixer.id, participants))) return undefined;
    const place = { nodeId: node.id, controlUrl: node.controlUrl };
    const mix = await this.#open(place, wish, events, 'new');
    if (!mix) this.#shunnedUntil.set(node.id, this.#options.clock.nowMs() + shunnedMs);
    return mix;
  }

  async #open(
    place: MixPlace,
    wish: MixWish,
    events: MixEvents,
    wanted: 'new' | 'running',
  ): Promise<Mix | undefined> {
    const { participants: _participants, ...open } = wish;
    const link = this.#linkTo(place);
    const answer = await link.open({ t: 'open', ...open }, events);
    const mix = this.#mixOf(link, wish);
    if (answer.opened && (wanted === 'new' || !answer.fresh)) return mix;
    mix.end();
    return undefined;
  }

  #mixOf(link: NodeLink, { mixer }: MixWish): Mix {
    let isHeld = true;
    const letGo = () => {
      if (isHeld) link.forget(mixer.id);
      isHeld = false;
    };
    return {
      mixer,
      nodeId: link.nodeId,
      send: (message) => {
        if (isHeld) link.send(message);
      },
      letGo,
      end: () => {
        if (!isHeld) return;
        link.send({ t: 'close', mixerId: mixer.id });
        letGo();
        this.#options.mediaNodes
          .forgetMix(mixer.id, link.nodeId)
          .catch((error: unknown) => this.#options.failed(error));
      },
    };
  }

  #linkTo({ nodeId, controlUrl }: MixPlace): NodeLink {
    const known = this.#links.get(nodeId);
    if (known && !known.isClosed) return known;
    const { internalSecret, clock } = this.#options;
    const link = new NodeLink({
      ...{ nodeId, controlUrl, internalSecret, clock },
      closed: (why) => {
        if (this.#links.get(nodeId) === link) this.#links.delete(nodeId);
        if (why === 'dead') this.#shunnedUntil.set(nodeId, clock.nowMs() + shunnedMs);
      },
    });
    this.#links.set(nodeId, link);
    return link;
  }

  #isShunned(nodeId: string): boolean {
    const untilMs = this.#shunnedUntil.get(nodeId);
    if (untilMs === undefined) return false;
    if (untilMs > this.#options.clock.nowMs()) return true;
    this.#shunnedUntil.delete(nodeId);
    return false;
  }

  #look(): void {
    this.#options.mediaNodes
      .listOpen()
      .then((nodes) => {
        this.#known = nodes;
      })
      .catch((error: unknown) => {
        if (this.#isClosed) return;
        this.#known = [];
        this.#options.failed(error);
      })
      .finally(() => {
        if (!this.#isClosed) this.#cancelLook = this.#options.clock.after(lookMs, () => this.#look());
      });
  }
}
