import { CloudMeetError } from '@cloudmeet/contracts';
import type { FlowWish, VideoEngine } from '../engines/video-engine.ts';
import type { RoomContext } from '../room-context.ts';
import { stateOf, tellProblem } from '../room-context.ts';

const everyMs = 200;

/** While the room prepares a step: looks whether media flows on the new way, and tells the room once when it does. */
export class StepReadiness {
  readonly #context: RoomContext;
  #step = '';
  #engine: VideoEngine | undefined;
  #cancel: (() => void) | undefined;

  constructor(context: RoomContext) {
    this.#context = context;
  }

  /** `engine` is that of the new way; undefined while the ladder stands still. */
  follow(engine: VideoEngine | undefined): void {
    const { preparing, mixer } = stateOf(this.#context).room;
    const step = engine && preparing ? `${preparing} ${mixer?.id ?? ''} ${String(mixer?.generation)}` : '';
    this.#engine = engine;
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

  #plan(): void {
    const step = this.#step;
    this.#cancel = this.#context.ports.clock.after(everyMs, () => {
      this.#look(step).catch((error: unknown) => {
        if (step === this.#step) tellProblem(this.#context, error);
      });
    });
  }

  async #look(step: string): Promise<void> {
    const flows = (await this.#engine?.flows(wishOf(this.#context))) ?? false;
    if (step !== this.#step) return;
    if (!flows) this.#plan();
    else await this.#tell();
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
