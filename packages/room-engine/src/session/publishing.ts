import { CloudMeetError } from '@cloudmeet/contracts';
import type { Entry } from '@cloudmeet/contracts';
import type { DeviceKind } from '../media/device-error.ts';
import type { LocalMedia } from '../media/local-media.ts';
import type { RoomContext } from '../room-context.ts';
import { stateOf, tellProblem } from '../room-context.ts';
import { selectCan, selectMe } from '../store/selectors.ts';

const inMeeting = ['joined', 'reconnecting'];
const kinds = ['audio', 'video'] as const satisfies DeviceKind[];

/**
 * Brings what my devices do and what the room says of me together: nothing is sent before the room allowed it, and
 * what the room stopped stops here.
 */
export class Publishing {
  readonly #context: RoomContext;
  readonly #media: LocalMedia;
  /** Kinds whose change is on its way to the room: the room's old word does not count meanwhile. */
  readonly #changing = { audio: 0, video: 0, screen: 0 };
  readonly #wishes = { audio: 0, video: 0, screen: 0 };
  readonly #queues = { audio: Promise.resolve(), video: Promise.resolve(), screen: Promise.resolve() };

  constructor(context: RoomContext, media: LocalMedia) {
    this.#context = context;
    this.#media = media;
  }

  set(kind: DeviceKind, on: boolean): Promise<void> {
    if (on) return this.#next(kind, (overtaken) => this.#start(kind, overtaken));
    this.#media[kind].stop();
    return this.#next(kind, () => this.#tellStopped(kind));
  }

  async startScreen(): Promise<void> {
    if (!this.#joined()) throw new CloudMeetError('not-joined');
    if (!selectCan(stateOf(this.#context), 'screen.share')) throw new CloudMeetError('not-permitted');
    if (this.#media.screen.tracks) return;
    await this.#media.startScreen();
    await this.#next('screen', async () => {
      try {
        await this.#context.connection.command('screen.share', {});
      } catch (error) {
        this.#media.stopScreen();
        throw error;
      }
    });
  }

  stopScreen(): Promise<void> {
    this.#media.stopScreen();
    return this.#next('screen', () => this.#tellStopped('screen'));
  }

  /** A device stopped by itself. */
  stopped(kind: DeviceKind | 'screen'): void {
    this.#inBackground(this.#next(kind, () => this.#tellStopped(kind)));
  }

  /** Just joined, or came back: opens what is wanted and makes the room's word and the devices agree. */
  joined(wanted: { audio: boolean; video: boolean }): void {
    for (const kind of kinds) {
      const allowed = selectCan(stateOf(this.#context), 'media.publish', kind);
      if (!allowed) this.#media[kind].release();
      else if (wanted[kind] || this.#media[kind].on) this.#inBackground(this.set(kind, true));
      else if (this.#said(kind)) this.#inBackground(this.set(kind, false));
    }
    if (this.#media.screen.tracks && !this.#said('screen')) this.#media.stopScreen();
  }

  /** The room said something new: whatever of mine it stopped is stopped before anybody hears of it. */
  followRoom(entries: readonly Entry[]): void {
    const me = selectMe(stateOf(this.#context));
    if (!me) return;
    for (const kind of [...kinds, 'screen'] as const) {
      const running = kind === 'screen' ? this.#media.screen.tracks !== null : this.#media[kind].on;
      if (!running || me[kind] || this.#changing[kind] > 0) continue;
      if (kind === 'screen') this.#media.stopScreen();
      else this.#media[kind].stop();
      this.#context.events.emit('stopped-by-other', { kind, by: whoStopped(entries, me.id, kind) });
    }
  }

  /** A device that fails says so itself. */
  #inBackground(change: Promise<void>): void {
    change.catch((error: unknown) => {
      const { media } = stateOf(this.#context);
      const told = [media.audio.error?.code, media.video.error?.code];
      if (!told.includes(CloudMeetError.from(error).code)) tellProblem(this.#context, error);
    });
  }

  async #start(kind: DeviceKind, overtaken: () => boolean): Promise<void> {
    const device = this.#media[kind];
    if (!this.#joined()) return device.start();
    if (!selectCan(stateOf(this.#context), 'media.publish', kind)) {
      device.release();
      throw new CloudMeetError('not-permitted');
    }
    await device.prepare();
    if (overtaken()) return;
    try {
      if (!this.#said(kind)) await this.#context.connection.command('media.publish', { kinds: [kind] });
    } catch (error) {
      device.release();
      throw error;
    }
    if (!overtaken()) await device.start();
    if (!this.#said(kind) && this.#joined()) device.stop();
  }

  async #tellStopped(kind: DeviceKind | 'screen'): Promise<void> {
    if (!this.#said(kind)) return;
    if (kind === 'screen') await this.#context.connection.command('screen.unshare', {});
    else await this.#context.connection.command('media.unpublish', { kinds: [kind] });
  }

  /** One change of a kind after another; one that a later wish overtook while it waited does nothing. */
  #next(kind: DeviceKind | 'screen', run: (overtaken: () => boolean) => Promise<void>): Promise<void> {
    const wish = ++this.#wishes[kind];
    const overtaken = (): boolean => wish !== this.#wishes[kind];
    this.#changing[kind] += 1;
    const done = this.#queues[kind].then(() => (overtaken() ? undefined : run(overtaken)));
    // Whoever asked gets the error; the next change goes on.
    this.#queues[kind] = done
      .catch(() => undefined)
      .then(() => {
        this.#changing[kind] -= 1;
      });
    return done;
  }

  #joined(): boolean {
    return inMeeting.includes(stateOf(this.#context).connection.status);
  }

  /** What the room says that I share. */
  #said(kind: DeviceKind | 'screen'): boolean {
    return this.#joined() && selectMe(stateOf(this.#context))?.[kind] === true;
  }
}

function whoStopped(
  entries: readonly Entry[],
  me: string,
  kind: 'audio' | 'video' | 'screen',
): string | null {
  const entry = entries.findLast(
    ({ type, data }) =>
      type === 'media.changed' && 'participantId' in data && data.participantId === me && kind in data,
  );
  return entry?.by ?? null;
}
