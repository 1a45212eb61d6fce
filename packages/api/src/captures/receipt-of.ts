import { emptyRoomState } from '@cloudmeet/contracts';
import type { FinalizeWork, RecordedPerson } from '@cloudmeet/contracts';
import type { CaptureRecord, Repositories } from '@cloudmeet/database';

/** What goes into the file of a recording, and beside it, besides what was recorded. */
export type Receipt = Pick<FinalizeWork, 'chapters' | 'layouts' | 'facts'>;

const peopleMax = 1000;
/** With the beginning, which every file has. */
const chaptersMax = 100;
const layoutsMax = 1000;

/** Everybody who was in the room while it was recorded, once each, in the order they came. */
async function peopleOf(repos: Repositories, capture: CaptureRecord, from: Date, to: Date) {
  const people = new Map<string, RecordedPerson>();
  for (const { sub, name, joinedAt, leftAt } of await repos.participants.listAll(capture.sessionId)) {
    const wasThere = joinedAt <= to && (leftAt === null || leftAt >= from);
    if (wasThere && !people.has(sub)) people.set(sub, { userId: sub, name });
  }
  return [...people.values()].slice(0, peopleMax);
}

/** Each time that somebody began to show their screen. */
async function chaptersOf(repos: Repositories, { sessionId }: CaptureRecord, from: Date, to: Date) {
  const shown = await repos.history.presentations(sessionId, { from, to, max: chaptersMax - 1 });
  return shown.map(({ at, name }) => ({ at: at.toISOString(), title: name }));
}

/** How the room was laid out from before the recording to its end. */
async function layoutsOf(repos: Repositories, { sessionId, createdAt }: CaptureRecord, to: Date) {
  const changes = await repos.history.layouts(sessionId, { from: createdAt, to, max: layoutsMax });
  const before = { at: createdAt.toISOString(), layout: emptyRoomState.layout };
  return [before, ...changes.map(({ at, layout }) => ({ at: at.toISOString(), layout }))];
}

export async function receiptOf(repos: Repositories, capture: CaptureRecord): Promise<Receipt> {
  const { id, roomId, sessionId, startedBy, audioOnly, audioCodec, createdAt, startedAt, stoppedAt } =
    capture;
  const from = startedAt ?? createdAt;
  const to = stoppedAt ?? capture.endedAt ?? new Date();
  return {
    chapters: await chaptersOf(repos, capture, from, to),
    layouts: await layoutsOf(repos, capture, to),
    facts: {
      ...{ recordingId: id, roomId, sessionId, startedBy, audioOnly, audioCodec },
      stopReason: capture.stopReason,
      createdAt: createdAt.toISOString(),
      startedAt: startedAt?.toISOString() ?? null,
      stoppedAt: stoppedAt?.toISOString() ?? null,
      participants: await peopleOf(repos, capture, from, to),
    },
  };
}
