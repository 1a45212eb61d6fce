import type { Entry } from '@cloudmeet/contracts';
import type { RoomClient } from '../room-client/room-client.ts';
import type { RecordedMeeting } from './recorded-meeting.ts';

interface Moment {
  seq: number;
  clock: string;
}

const day = '2026-11-20';
const betweenEntriesMs = 1000;

/**
 * Notes, while a meeting is held, where in its log each moment is. A meeting of an hour is held in seconds: afterwards
 * its entries are given the times of the moments they belong to, so that clocks and waiting times read as they would.
 */
export class MeetingRecorder {
  readonly #witness: RoomClient;
  readonly #moments = new Map<string, Moment>();
  readonly #people: Record<string, string> = {};
  readonly #previews: RecordedMeeting['previews'] = {};
  readonly #maps: RecordedMeeting['maps'] = [];
  readonly #presence: RecordedMeeting['presence'] = [];
  #heard = 0;

  /** `witness` is in the meeting from the first moment to the last, and hears what is not logged. */
  constructor(witness: RoomClient) {
    this.#witness = witness;
  }

  met(name: string, client: RoomClient): void {
    this.#people[name] = client.participantId;
  }

  previewed(name: string, preview: RecordedMeeting['previews'][string]): void {
    this.#previews[name] = preview;
  }

  /** What the witness knows now is the moment `name`, at that time of day (`10:24`). */
  mark(name: string, clock: string): void {
    const { seq } = this.#witness.state;
    this.#moments.set(name, { seq, clock });
    const { ephemerals } = this.#witness.view;
    for (const one of ephemerals.slice(this.#heard)) {
      if (one.e === 'layout') this.#maps.push({ seq, map: one.map });
      if (one.e !== 'presence') continue;
      for (const [participantId, how] of Object.entries(one.of))
        this.#presence.push({ seq, participantId, ...how });
    }
    this.#heard = ephemerals.length;
  }

  /** The meeting, with the log as it was stored. */
  finish(entries: readonly Entry[]): RecordedMeeting {
    const paced = this.#paced(entries);
    const startedAt = paced[0]?.at ?? null;
    return {
      entries: paced,
      ...{ maps: this.#maps, presence: this.#presence },
      previews: Object.fromEntries(
        Object.entries(this.#previews).map(([name, preview]) => [
          name,
          { ...preview, room: { ...preview.room, startedAt: preview.room.startedAt && startedAt } },
        ]),
      ),
      marks: Object.fromEntries([...this.#moments].map(([name, { seq }]) => [name, seq])),
      people: this.#people,
    };
  }

  /** The last entry of a moment has its time, those before it a second less each, and none is before the one it follows. */
  #paced(entries: readonly Entry[]): Entry[] {
    const moments = [...this.#moments.values()];
    let lastMs = 0;
    return entries.map((entry) => {
      const moment = moments.find(({ seq }) => seq >= entry.seq) ?? moments.at(-1);
      if (!moment) throw new Error('Nothing was marked.');
      const endMs = Date.parse(`${day}T${moment.clock}:00.000Z`);
      lastMs = Math.max(lastMs, endMs - Math.max(0, moment.seq - entry.seq) * betweenEntriesMs);
      return retimed(entry, new Date(lastMs).toISOString());
    });
  }
}

function retimed(entry: Entry, at: string): Entry {
  if (entry.type === 'participant.joined')
    return { ...entry, at, data: { participant: { ...entry.data.participant, joinedAt: at } } };
  if (entry.type === 'lobby.waiting')
    return { ...entry, at, data: { waiting: { ...entry.data.waiting, since: at } } };
  return { ...entry, at };
}
