import { CloudMeetError } from '@cloudmeet/contracts';
import type { CaptureChange, CapturedBy } from '@cloudmeet/contracts';
import { decideCaptureChange, stopCapture } from './decide/change-capture.ts';
import { startRecording, startStream } from './decide/start-capture.ts';
import type { NewRecording, NewStream } from './decide/start-capture.ts';
import type { RoomChores } from './room-chores.ts';
import type { RoomParts } from './room-parts.ts';

/** What the API does to the recording and the stream of a live room. Everything resolves when it is durable. */
export class RoomCaptures {
  readonly #parts: Pick<RoomParts, 'writer' | 'mixing'>;
  readonly #chores: Pick<RoomChores, 'submit'>;

  constructor(parts: Pick<RoomParts, 'writer' | 'mixing'>, chores: Pick<RoomChores, 'submit'>) {
    this.#parts = parts;
    this.#chores = chores;
  }

  /** Begins one. Resolves with the id of the session that is captured. @throws CloudMeetError as the commands do */
  async start(wish: NewRecording | NewStream, by: CapturedBy): Promise<string> {
    await this.#chores.submit((view, context) =>
      wish.kind === 'recording' ? startRecording(view, wish, by, context) : startStream(view, wish, by),
    );
    const { sessionId } = this.#parts.writer.view.state;
    if (sessionId === null) throw new CloudMeetError('session-not-live');
    return sessionId;
  }

  async stop(captureId: string, reason: string): Promise<void> {
    await this.#chores.submit((view) => stopCapture(view, captureId, reason));
  }

  /** What came of it at its recorder. */
  async changed(captureId: string, change: CaptureChange): Promise<void> {
    await this.#chores.submit((view) => decideCaptureChange(view, captureId, change));
  }

  /** Where the room is mixed now; null while it is not. */
  mix(): { nodeId: string; mixerId: string } | null {
    return this.#parts.mixing.place;
  }
}
