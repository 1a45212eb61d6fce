import { roomStateSchema } from '@cloudmeet/contracts';
import { describe, expect, it } from 'vitest';
import { idIn, interview, roomAt, seqOf, weeklyReview } from '../stories/meetings.ts';

const meetings = { weeklyReview, interview };

describe.each(Object.entries(meetings))('the recorded meeting %s', (_name, meeting) => {
  it('has a dense log, and a valid room at every moment for everybody in it', () => {
    expect(meeting.entries.map(({ seq }) => seq)).toEqual(meeting.entries.map((_, index) => index + 1));
    for (const moment of Object.keys(meeting.marks))
      for (const id of Object.values(meeting.people)) {
        const state = roomAt(meeting, seqOf(meeting, moment), id);
        expect(roomStateSchema.safeParse(state).error).toBeUndefined();
        expect(state.seq).toBe(seqOf(meeting, moment));
      }
  });
});

it('moments are what they are called', () => {
  const sofia = idIn(weeklyReview, 'Sofia Lindqvist');
  const at = (moment: string) => roomAt(weeklyReview, seqOf(weeklyReview, moment), sofia);
  const people = (moment: string) => Object.keys(at(moment).participants).length;
  expect(['alone', 'two', 'three', 'five', 'six'].map(people)).toEqual([1, 2, 3, 5, 6]);
  expect(people('forty-nine')).toBeGreaterThanOrEqual(49);
  expect(at('recording').recording?.status).toBe('recording');
  expect(at('live').stream?.status).toBe('live');
  expect(at('nine')).toMatchObject({ topology: 'mixed' });
  expect(() => at('a moment that never was')).toThrow(TypeError);
});

it('who stands at the door is shown to those who may open it, and to nobody else', () => {
  const at = seqOf(interview, 'one-knocks');
  expect(Object.keys(roomAt(interview, at, idIn(interview, 'Sofia Lindqvist')).waiting)).toHaveLength(1);
  expect(roomAt(interview, at, 'par_somebodyelse').waiting).toEqual({});
});
