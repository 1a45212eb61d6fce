import { CloudMeetError } from '@cloudmeet/contracts';
import type { FlowWish, VideoEngine } from '../engines/video-engine.ts';
import type { RoomContext } from '../room-context.ts';
import { stateOf, tellProblem } from '../room-context.ts';
import { selectWatching } from '../store/selectors.ts';
import type { Way } from './media-path.ts';

const everyMs = 200;

/** While the room prepares a step: looks whether media flows on the new way, and tells the room once when it does. */
export class StepReadiness {
  readonly #context: RoomContext;
  readonly #engineOf: (way: Way) => VideoEngine | undefined;
  /** The step that is being looked at, or was told; empty while the ladder stands still. */
  #step = '';
  #cancel: (() => void) | undefined;

  constructor(context: RoomContext, engineOf: (way: Way) => VideoEngine | undefined) {
    this.#context = context;
    this.#engineOf = engineOf;
  }

  /** The room's state changed. */
  follow(): void {
    const step = this.#stepNow();
    if (step === this.#step) return;
    this.close();
    this.#step = step;
    if (step !== '') this.#plan();
  }

  close(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#step = '';
  }

  #stepNow(): string {
    const state = stateOf(this.#context);
    const { preparing, mixer } = state.room;
    // who watches the stream takes no part in the steps of the others
    if (selectWatching(state)) return '';
    return preparing ? `${preparing} ${mixer?.id ?? ''} ${String(mixer?.generation ?? 0)}` : '';
  }

  #plan(): void {
    const step = this.#step;
    this.#cancel = this.#context.ports.clock.after(everyMs, () => {
      this.#look(step).catch((error: unknown) => {
        if (step === this.#step) tellProblem(this.#context, error);
      });
    });
  }

  async #look(step: string): Promise<void> {
    const { preparing } = stateOf(this.#context).room;
    const engine = preparing ? this.#engineOf(preparing) : undefined;
    const flows = (await engine?.flows(wishOf(this.#context))) ?? false;
    if (step !== this.#step) return;
    if (step !== this.#stepNow()) this.follow();
    else if (flows) await this.#tell();
    else this.#plan();
  }

  async #tell(): Promise<void> {
    const { preparing, mixer } = stateOf(this.#context).room;
    if (!preparing) return;
    try {
      await this.#context.connection.command('topology.ready', { topology: preparing, mixer });
    } catch (error) {
      // The step was made or given up meanwhile, or the meeting is over: then nobody waits for our word.
      const { code } = CloudMeetError.from(error);
      if (!['conflict', 'mixer-replaced', 'not-joined'].includes(code)) throw error;
    }
  }
}

/** Sound and pictures that others share now. */
function wishOf(context: RoomContext): FlowWish {
  const { room, local } = stateOf(context);
  const others = Object.values(room.participants).filter(({ id }) => id !== local.participantId);
  return {
    audio: others.filter(({ audio }) => audio).map(({ id }) => id),
    video: others.filter(({ video }) => video).map(({ id }) => id),
  };
}
