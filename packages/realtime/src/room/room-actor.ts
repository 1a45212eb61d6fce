import { CloudMeetError } from '@cloudmeet/contracts';
import type { ClientFrame, PresentParticipant, UpdateParticipant, Waiting } from '@cloudmeet/contracts';
import { decideJoin } from '../admission/decide-join.ts';
import { iceServersFor } from '../admission/ice-servers.ts';
import { previewFor } from '../admission/preview.ts';
import { newResumeCredential } from '../admission/resume-credential.ts';
import type { Link } from '../fanout/link.ts';
import { afterCommit } from './after-commit.ts';
import { createRoomParts } from './create-room-parts.ts';
import {
  decideEject,
  decideEnd,
  decideLeave,
  decideLost,
  decideRefresh,
  decideSwitchOff,
} from './decide/by-server.ts';
import { isBanned } from './decide/entering.ts';
import { decideAdmit, decideDeny } from './decide/lobby.ts';
import type { RoomActorOptions } from './room-actor-options.ts';
import { RoomCaptures } from './room-captures.ts';
import { RoomChores } from './room-chores.ts';
import type { RoomParts } from './room-parts.ts';
import type { Lease } from './room-store.ts';
import { isLive, presentView } from './room-view.ts';
import type { Guest, RoomSettings, RoomView } from './room-view.ts';
import { runCommand } from './run-command.ts';
import { takeSeatAgain } from './take-seat.ts';

type Frame<Type extends ClientFrame['t']> = Extract<ClientFrame, { t: Type }>;
/** Somebody whom neither token nor person gave a name. */
const guestName = 'Guest';

/** One open room on the node that holds its lease: everything that happens in it goes through here. */
export class RoomActor {
  readonly lease: Lease;
  readonly #options: RoomActorOptions;
  readonly #parts: RoomParts;
  readonly #chores: RoomChores;
  /** What the API does to recordings and streams. */
  readonly captures: RoomCaptures;
  #isClosed = false;

  constructor(options: RoomActorOptions) {
    this.#options = options;
    this.lease = options.lease;
    this.#parts = createRoomParts(options, {
      settled: (entries) => {
        afterCommit(this.#parts, entries);
        this.#parts.mixing.changed(entries);
        this.#chores.watchEmptiness();
        this.#tellIdle();
      },
      submit: (decide) => this.#chores.submit(decide),
      absenceOver: (participantId) => this.#chores.inBackground((view) => decideLost(view, participantId)),
    });
    const { clock, emptySessionMs } = options.environment;
    this.#chores = new RoomChores({ clock, emptySessionMs, writer: this.#parts.writer });
    this.captures = new RoomCaptures(this.#parts, this.#chores);
    this.#recover();
  }

  get #view(): RoomView {
    return this.#parts.writer.view;
  }

  get settings(): RoomSettings {
    return this.#view.settings;
  }

  /** True when nobody is connected and no session goes on. */
  get isIdle(): boolean {
    return this.#parts.visitors.size === 0 && !isLive(this.#view.state);
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Somebody with a valid token looks at the room. */
  enter(link: Link, guest: Guest): void {
    if (this.#isClosed) return link.bye(new CloudMeetError('draining'));
    const { clock, ice } = this.#options.environment;
    if (isBanned(presentView(this.#view), guest)) return link.bye(new CloudMeetError('removed'));
    this.#parts.visitors.set(link, { stage: 'preview', guest });
    link.send(previewFor(this.#view, guest, iceServersFor(guest.participantId, clock.nowMs(), ice)));
  }

  /** They want to come in. The answer is `welcome` or `waiting`, or `bye` with the reason. */
  join(link: Link, { name, audio, video, consent = false }: Frame<'join'>): void {
    const { visitors } = this.#parts;
    const visitor = visitors.get(link);
    if (visitor?.stage !== 'preview') {
      const error = new CloudMeetError('message-invalid', { detail: 'You have asked to join already.' });
      return link.send({ t: 'err', error: error.toWire() });
    }
    const { guest } = visitor;
    if (guest.expiresAtSeconds * 1000 <= this.#options.environment.clock.nowMs())
      return this.#dismiss(link, new CloudMeetError('token-expired'));
    const { credential, hash } = newResumeCredential(this.#options.environment.random);
    const applicant = {
      ...guest,
      name: guest.tokenName ?? name ?? guestName,
      ...{ audio, video, consents: consent },
      credentialHash: hash,
    };
    visitors.set(link, { stage: 'door', atDoor: { applicant, credential } });
    this.#parts.writer.submit({
      by: guest.participantId,
      decide: (view, context) => decideJoin(view, applicant, context),
      settle: (outcome) => {
        this.#options.environment.observer.admission(outcome.done ? 'ok' : outcome.error.code);
        if (!outcome.done) this.#dismiss(link, outcome.error);
      },
    });
  }

  /** They are back after a cut. The answer is `resumed` or `bye`. */
  resume(link: Link, { resume }: Frame<'resume'>): void {
    const refused = this.#isClosed
      ? new CloudMeetError('draining')
      : takeSeatAgain(this.#parts, link, resume);
    if (refused) link.bye(refused);
  }

  command(link: Link, frame: Frame<'cmd'>): void {
    const visitor = this.#parts.visitors.get(link);
    if (visitor?.stage === 'inside') runCommand(this.#parts, visitor.member, frame);
    else link.send({ t: 'err', id: frame.id, error: new CloudMeetError('not-joined').toWire() });
  }

  acknowledge(link: Link, seq: number): void {
    const visitor = this.#parts.visitors.get(link);
    if (visitor?.stage === 'inside') visitor.member.acknowledged(seq);
  }

  /** They go of their own accord. */
  leave(link: Link): void {
    const visitor = this.#parts.visitors.get(link);
    if (visitor?.stage !== 'inside') return this.#goneFromDoor(link);
    const { participantId } = visitor.member;
    this.#chores
      .submit((view) => decideLeave(view, participantId, 'left'), participantId)
      .catch(() => link.close());
  }

  /** The connection is gone, for whatever reason. */
  disconnected(link: Link): void {
    const { visitors, audience, connected, absences, mixing } = this.#parts;
    const visitor = visitors.get(link);
    if (visitor?.stage !== 'inside') return this.#goneFromDoor(link);
    const { member } = visitor;
    visitors.delete(link);
    audience.remove(member);
    if (this.#isClosed) return;
    connected.delete(member.participantId);
    audience.mark(member.participantId, { connected: false });
    absences.begin(member.participantId);
    mixing.consider();
  }

  /** The customer's server puts somebody out. Resolves when it is durable. */
  async eject(participantId: string): Promise<void> {
    await this.#chores.submit((view) => decideEject(view, participantId));
  }

  /** The customer's server lets somebody in who waits. */
  async admit(participantId: string): Promise<void> {
    await this.#chores.submit((view, context) => decideAdmit(view, participantId, context));
  }

  async deny(participantId: string): Promise<void> {
    await this.#chores.submit((view) => decideDeny(view, participantId));
  }

  /** The customer's server switches off what somebody shares. */
  async switchOff(participantId: string, media: UpdateParticipant): Promise<void> {
    await this.#chores.submit((view) => decideSwitchOff(view, participantId, media));
  }

  async end(reason: 'ended-by-api' | 'room-deleted'): Promise<void> {
    await this.#chores.submit((view) => decideEnd(view, reason));
  }

  /** Takes over what the tenant changed. */
  async refresh(settings: RoomSettings): Promise<void> {
    await this.#chores.submit((view, context) => decideRefresh(view, settings, context));
  }

  /** Who is in the room and who is at its door, each in the order they came. */
  people(): { participants: PresentParticipant[]; waiting: Waiting[] } {
    const { state } = this.#view;
    if (!isLive(state)) return { participants: [], waiting: [] };
    const { presence } = this.#parts.audience;
    const participants = Object.values(state.participants);
    return {
      participants: participants.map((one) => ({ ...one, ...presence.get(one.id) })),
      waiting: Object.values(state.waiting),
    };
  }

  get links(): readonly Link[] {
    return this.#parts.visitors.links;
  }

  /** Resolves when everything under way is durable and told. */
  async quiet(): Promise<void> {
    await this.#parts.writer.idle();
  }

  /** Writes nothing more and lets go of everything, without a word to anybody. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#chores.stop();
    this.#parts.writer.stop();
    this.#parts.absences.clear();
    this.#parts.records.close();
    this.#parts.mixing.close();
    this.#parts.audience.stop();
  }

  /** After a restart everybody is away: they have their grace, and the door is empty. */
  #recover(): void {
    const { state } = this.#view;
    if (!isLive(state)) return;
    for (const participantId of Object.keys(state.participants)) {
      this.#parts.audience.mark(participantId, { connected: false });
      this.#parts.absences.begin(participantId);
    }
    for (const participantId of Object.keys(state.waiting))
      this.#chores.inBackground((view) => decideLeave(view, participantId, 'connection-lost'));
    // What was changed while nobody held the room was told to nobody.
    this.#chores.inBackground((view, context) => decideRefresh(view, view.settings, context));
    this.#chores.watchEmptiness();
    this.#parts.mixing.start();
  }

  #goneFromDoor(link: Link): void {
    const visitor = this.#parts.visitors.delete(link);
    link.close();
    if (visitor?.stage === 'door' && !this.#isClosed) {
      const { participantId } = visitor.atDoor.applicant;
      this.#chores.inBackground((view) => decideLeave(view, participantId, 'connection-lost'));
    }
    this.#tellIdle();
  }

  #dismiss(link: Link, error: CloudMeetError): void {
    this.#parts.visitors.delete(link);
    link.bye(error);
    this.#tellIdle();
  }

  #tellIdle(): void {
    if (this.isIdle && !this.#isClosed) this.#options.idle();
  }
}
