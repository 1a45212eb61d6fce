import type { Chapter, RecordedPerson } from '@cloudmeet/contracts';
import type { CaptureRecord, Repositories } from '@cloudmeet/database';

/** What is kept of a recording beside its file: who was in it, and where it has its chapters. */
export interface Receipt {
  people: RecordedPerson[];
  chapters: Chapter[];
}

const peopleMax = 1000;
const chaptersMax = 100;

/** Everybody who was in the room while it was recorded, once each, in the order they came. */
async function peopleOf(repos: Repositories, capture: CaptureRecord, from: Date, to: Date) {
  const people = new Map<string, RecordedPerson>();
  for (const { sub, name, joinedAt, leftAt } of await repos.participants.listAll(capture.sessionId)) {
    const wasThere = joinedAt <= to && (leftAt === null || leftAt >= from);
    if (wasThere && !people.has(sub)) people.set(sub, { userId: sub, name });
  }
  return [...people.values()].slice(0, peopleMax);
}

/** The beginning, and each time that somebody began to show their screen. */
async function chaptersOf(repos: Repositories, capture: CaptureRecord, from: Date, to: Date) {
  const shown = await repos.history.presentations(capture.sessionId, 10 * chaptersMax);
  const later = shown
    .filter(({ at }) => at > from && at < to)
    .map(({ at, name }) => ({ startSeconds: (at.getTime() - from.getTime()) / 1000, title: name }));
  return [{ startSeconds: 0, title: 'Start' }, ...later].slice(0, chaptersMax);
}

export async function receiptOf(repos: Repositories, capture: CaptureRecord): Promise<Receipt> {
  const from = capture.startedAt ?? capture.createdAt;
  const to = capture.stoppedAt ?? capture.endedAt ?? new Date();
  return {
    people: await peopleOf(repos, capture, from, to),
    chapters: await chaptersOf(repos, capture, from, to),
  };
}
