import type { TrackKind } from '@cloudmeet/contracts';
import type { PeerPort, SenderPort, TransceiverPort } from '../../ports/peer-port.ts';
import type { LineKinds } from './negotiator.ts';
import { applyBudget } from './send-budget.ts';
import type { VideoBudget } from './send-budget.ts';

export type Sources = ReadonlyMap<TrackKind, MediaStreamTrack>;

export interface MediaLinesHandlers {
  track(kind: TrackKind, track: MediaStreamTrack | undefined): void;
  rejected(kinds: TrackKind[]): void;
}

export interface Budgets {
  camera: VideoBudget;
  screen: VideoBudget;
}

/** Camera and microphone have their lines from the start, both ways; screens get theirs when first shared. */
const fixed = ['audio', 'video'] as const satisfies TrackKind[];
const screens = ['screen', 'screen-audio'] as const satisfies TrackKind[];

const mediaOf = (kind: TrackKind): 'audio' | 'video' =>
  kind === 'audio' || kind === 'screen-audio' ? 'audio' : 'video';

/**
 * The media lines of one connection: what each carries, in both directions. Once there, a line stays, so that mute,
 * device change and a second screen share need no renegotiation.
 */
export class MediaLines {
  readonly #peer: PeerPort;
  readonly #sources: Sources;
  readonly #handlers: MediaLinesHandlers;
  readonly #mine = new Map<TrackKind, TransceiverPort>();
  #theirs = new Map<TrackKind, MediaStreamTrack>();
  #rejected: TrackKind[] = [];
  #receiveVideo = true;
  #budgets: Budgets | undefined;
  #limiting: Promise<void> | undefined;

  constructor(peer: PeerPort, sources: Sources, handlers: MediaLinesHandlers) {
    this.#peer = peer;
    this.#sources = sources;
    this.#handlers = handlers;
  }

  /** The calling side opens the fixed lines; the other one takes them over from its offer. */
  open(): void {
    for (const kind of fixed)
      this.#add(kind, kind === 'video' && !this.#receiveVideo ? 'sendonly' : 'sendrecv');
    this.#openScreens();
  }

  /** A remote offer is in force and not answered yet: its lines become ours too. */
  takeOver(kinds: LineKinds): void {
    for (const transceiver of this.#peer.getTransceivers()) {
      const kind = transceiver.mid === null ? undefined : kinds[transceiver.mid];
      if ((kind !== 'audio' && kind !== 'video') || this.#mine.has(kind)) continue;
      if (transceiver.receiver.track.kind !== mediaOf(kind)) continue;
      transceiver.direction = kind === 'video' && !this.#receiveVideo ? 'sendonly' : 'sendrecv';
      this.#mine.set(kind, transceiver);
      this.#feed(kind);
    }
    this.#openScreens();
  }

  /** The source of this kind changed. */
  publish(kind: TrackKind): void {
    if (this.#mine.has(kind)) this.#feed(kind);
    else this.#openScreens();
  }

  setReceiveVideo(on: boolean): void {
    this.#receiveVideo = on;
    const video = this.#mine.get('video');
    if (video && video.currentDirection !== 'stopped') video.direction = on ? 'sendrecv' : 'sendonly';
  }

  /** What each line sends, by mid. */
  sent(): LineKinds {
    const kinds: LineKinds = {};
    for (const [kind, { mid }] of this.#mine) if (mid !== null) kinds[mid] = kind;
    return kinds;
  }

  /** Both descriptions are in force: tells what comes and what was refused. */
  agreed(kinds: LineKinds): void {
    const before = this.#theirs;
    this.#theirs = new Map();
    for (const { mid, currentDirection, receiver } of this.#peer.getTransceivers()) {
      const kind = mid === null ? undefined : kinds[mid];
      const open = currentDirection === 'sendrecv' || currentDirection === 'recvonly';
      if (kind && open && receiver.track.kind === mediaOf(kind)) this.#theirs.set(kind, receiver.track);
    }
    for (const [kind, track] of this.#theirs)
      if (before.get(kind) !== track) this.#handlers.track(kind, track);
    for (const kind of before.keys()) if (!this.#theirs.has(kind)) this.#handlers.track(kind, undefined);
    this.#findRejected();
  }

  /** The transceiver that receives the other's microphone. */
  get microphone(): TransceiverPort | undefined {
    return this.#mine.get('audio');
  }

  /** What sends, by kind. */
  senders(): SenderPort[] {
    return [...this.#mine.values()].map(({ sender }) => sender);
  }

  /** One change at a time, since a second would invalidate the first; the last one wins. */
  limit(budgets: Budgets): Promise<void> {
    this.#budgets = budgets;
    this.#limiting ??= this.#limit().finally(() => {
      this.#limiting = undefined;
    });
    return this.#limiting;
  }

  async #limit(): Promise<void> {
    for (let done: Budgets | undefined; done !== this.#budgets;) {
      done = this.#budgets;
      const camera = this.#mine.get('video');
      const screen = this.#mine.get('screen');
      if (camera && done) await applyBudget(camera, done.camera);
      if (screen && done) await applyBudget(screen, done.screen);
    }
  }

  close(): void {
    for (const kind of this.#theirs.keys()) this.#handlers.track(kind, undefined);
    this.#theirs.clear();
    this.#mine.clear();
  }

  #openScreens(): void {
    if (!this.#mine.has('audio')) return;
    for (const kind of screens) {
      if (this.#sources.has(kind) && !this.#mine.has(kind)) this.#add(kind, 'sendonly');
    }
  }

  #add(kind: TrackKind, direction: RTCRtpTransceiverDirection): void {
    this.#mine.set(kind, this.#peer.addTransceiver(mediaOf(kind), { direction }));
    this.#feed(kind);
  }

  #feed(kind: TrackKind): void {
    const transceiver = this.#mine.get(kind);
    transceiver?.sender.replaceTrack(this.#sources.get(kind) ?? null).catch(() => {
      // Refused only on a stopped line or a closed connection, and then nothing can be sent on it anyway.
    });
  }

  #findRejected(): void {
    const rejected = fixed.filter((kind) => {
      const { currentDirection, direction } = this.#mine.get(kind) ?? {};
      return currentDirection === 'stopped' || (currentDirection === 'inactive' && direction === 'sendrecv');
    });
    if (rejected.join() === this.#rejected.join()) return;
    this.#rejected = rejected;
    this.#handlers.rejected(rejected);
  }
}
