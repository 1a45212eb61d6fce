import { CloudMeetError, limits, seesLobby, stateFor } from '@cloudmeet/contracts';
import type { Ephemeral, RoomState } from '@cloudmeet/contracts';
import type { Clock } from '../clock.ts';
import { BatchEncoder } from './batch-encoder.ts';
import type { PassedOn, Sight } from './batch-encoder.ts';
import type { LogWindow } from './log-window.ts';
import { Member } from './member.ts';
import { PresenceBoard } from './presence-board.ts';
import { Ticker } from './ticker.ts';

export interface AudienceOptions {
  clock: Clock;
  window: LogWindow;
  /** The room as it is durable; its `seq` is the window's newest. */
  state(): RoomState;
  /** What somebody may see now; undefined when they are not in the room. */
  sightOf(participantId: string): Sight | undefined;
  /** What somebody must be told at once who comes or has caught up. */
  newest?(): Ephemeral[];
  /** Somebody's connection is another than before. */
  marked?(participantId: string): void;
  /** Entries of each frame that went out, for measuring. */
  sent?(entries: number): void;
}

/** Everybody in the room who has a connection, and what each of them was given of the log. */
export class Audience {
  readonly presence = new PresenceBoard();
  readonly #options: AudienceOptions;
  readonly #members = new Map<string, Member>();
  readonly #tick: Ticker;
  readonly #presenceTick: Ticker;
  #passing: PassedOn[] = [];

  constructor(options: AudienceOptions) {
    this.#options = options;
    this.#tick = new Ticker(options.clock, limits.tickMs, () => this.#deliverToAll());
    this.#presenceTick = new Ticker(options.clock, limits.presenceTickMs, () => this.#tellPresence());
  }

  add(member: Member): void {
    this.#members.set(member.participantId, member);
    const unusual = this.presence.unusual();
    const news = [...(unusual ? [unusual] : []), ...this.#newest()].map((ephemeral) => ({ ephemeral }));
    if (news.length > 0) this.#deliver(member, new BatchEncoder(this.#options.window, news));
  }

  #newest(): Ephemeral[] {
    return this.#options.newest?.() ?? [];
  }

  remove(member: Member): void {
    if (this.#members.get(member.participantId) === member) this.#members.delete(member.participantId);
  }

  get(participantId: string): Member | undefined {
    return this.#members.get(participantId);
  }

  get members(): readonly Member[] {
    return [...this.#members.values()];
  }

  /** The window has grown: everybody gets it with the next tick. */
  publish(): void {
    this.#tick.request();
  }

  /** One member gets what there is now, so that an acknowledgement follows what it acknowledges. */
  flush(member: Member): void {
    this.#deliver(member, new BatchEncoder(this.#options.window));
  }

  /** To one, at once and behind everything that was logged before. */
  passTo(participantId: string, ephemeral: Ephemeral): void {
    const member = this.#members.get(participantId);
    if (!member) return;
    if (member.isHeld(this.#options.clock.nowMs())) {
      if ((ephemeral.e === 'signal' || ephemeral.e === 'mixer') && !member.keep(ephemeral)) tooSlow(member);
      return;
    }
    this.#deliver(member, new BatchEncoder(this.#options.window, [{ ephemeral }]));
  }

  /** To all, with the next tick. */
  passToAll(passedOn: PassedOn): void {
    this.#passing.push(passedOn);
    this.#tick.request();
  }

  /** Says how somebody's connection is. */
  mark(participantId: string, change: Parameters<PresenceBoard['set']>[1]): void {
    if (!this.presence.set(participantId, change)) return;
    this.#presenceTick.request();
    this.#options.marked?.(participantId);
  }

  stop(): void {
    this.#tick.stop();
    this.#presenceTick.stop();
  }

  #tellPresence(): void {
    const ephemeral = this.presence.takeChanges();
    if (ephemeral) this.passToAll({ ephemeral });
  }

  #deliverToAll(): void {
    const encoder = new BatchEncoder(this.#options.window, this.#passing.splice(0));
    for (const member of this.#members.values()) this.#deliver(member, encoder);
    const isAnyHeld = this.members.some(({ heldSinceMs }) => heldSinceMs !== undefined);
    if (isAnyHeld) this.#tick.request();
  }

  #deliver(member: Member, encoder: BatchEncoder): void {
    const { clock, window } = this.#options;
    const sight = this.#options.sightOf(member.participantId);
    if (!sight) return;
    const wasHeld = member.heldSinceMs !== undefined;
    if (member.isHeld(clock.nowMs())) {
      if (member.isTooSlow(clock.nowMs())) tooSlow(member);
      return;
    }
    const watchesDoor = seesLobby(sight, sight.policies);
    if (watchesDoor !== member.watchesDoor || !window.after(member.sentSeq))
      this.#sendSnapshot(member, sight);
    member.watchesDoor = watchesDoor;
    this.#send(member, sight, encoder);
    if (wasHeld) this.#catchUp(member, sight);
  }

  #send(member: Member, sight: Sight, encoder: BatchEncoder): void {
    const frame = encoder.frame(sight, member.sentSeq);
    if (!frame) return;
    const { lastSeq } = this.#options.window;
    this.#options.sent?.(lastSeq - member.sentSeq);
    member.send(frame, lastSeq);
  }

  /** Who could not be told for a while gets the signals that were kept and how everybody's connection is now. */
  #catchUp(member: Member, sight: Sight): void {
    const all = this.presence.all();
    const news = [...(all ? [all] : []), ...this.#newest()].map((ephemeral) => ({ ephemeral }));
    const missed = [...member.takeKept(), ...news];
    this.#send(member, sight, new BatchEncoder(this.#options.window, missed));
  }

  #sendSnapshot(member: Member, sight: Sight): void {
    const state = this.#options.state();
    const frame = JSON.stringify({ t: 'snapshot', state: stateFor(sight, state) });
    member.send(Buffer.from(frame), state.seq);
  }
}

function tooSlow(member: Member): void {
  member.link.bye(new CloudMeetError('slow-consumer'));
}
