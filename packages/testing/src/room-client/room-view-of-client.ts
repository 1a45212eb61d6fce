import { emptyRoomState, reduceRoom } from '@cloudmeet/contracts';
import type { Entry, Ephemeral, RoomState, ServerFrame } from '@cloudmeet/contracts';

/** What one client knows of the room, folded as every client does, and whether the log it was given was dense. */
export class ClientView {
  state: RoomState = emptyRoomState;
  readonly entries: Entry[] = [];
  readonly ephemerals: Ephemeral[] = [];
  /** Every breach of density that was seen. Empty in a healthy room. */
  readonly gaps: string[] = [];

  take(frame: ServerFrame): void {
    if (frame.t === 'welcome' || frame.t === 'snapshot') this.state = frame.state;
    if (frame.t === 'resumed' || frame.t === 'batch') for (const entry of frame.entries) this.#fold(entry);
    if (frame.t === 'batch') this.ephemerals.push(...frame.ephemeral);
  }

  #fold(entry: Entry): void {
    if (entry.seq !== this.state.seq + 1)
      this.gaps.push(`${String(entry.seq)} after ${String(this.state.seq)}`);
    this.entries.push(entry);
    this.state = reduceRoom(this.state, entry);
  }
}
