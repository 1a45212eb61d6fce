import { describe, expect, it } from 'vitest';
import { newId } from '../ids.ts';
import { defaultPolicies } from '../roles/policies.ts';
import { entrySchema } from './entries.ts';
import type { Entry, EntryBody } from './entries.ts';
import type { Participant } from './participant.ts';
import { emptyRoomState, reduceRoom } from './reduce.ts';
import { roomStateSchema } from './state.ts';
import { entryFor, stateFor } from './visibility.ts';

const at = '2026-01-01T00:00:00.000Z';
const person = (name: string, role: Participant['role'] = 'attendee'): Participant => ({
  id: newId('participant'), userId: name, name, role, joinedAt: at, audio: false, video: false, screen: false, granted: [],
}); // prettier-ignore
const log = (...bodies: EntryBody[]): Entry[] =>
  bodies.map((body, index) => ({ ...body, seq: index + 1, at }));
const fold = (entries: Entry[]) => entries.reduce(reduceRoom, emptyRoomState);

const ann = person('Ann', 'host');
const ben = person('Ben');
const cleo = person('Cleo');
const started: EntryBody = {
  type: 'session.started',
  data: {
    sessionId: newId('session'),
    roomId: newId('room'),
    topology: 'p2p',
    policies: defaultPolicies,
    locked: false,
  },
};
const joined = (participant: Participant): EntryBody => ({
  type: 'participant.joined',
  data: { participant },
});
const said = (from: Participant, text: string, to?: Participant): EntryBody => ({
  type: 'chat.sent',
  data: {
    messageId: newId('message'),
    from: from.id,
    fromName: from.name,
    text,
    ...(to ? { to: to.id } : {}),
  },
});

describe('folding the log', () => {
  it('gives a state that is valid after every entry', () => {
    const entries = log(
      started,
      joined(ann),
      joined(ben),
      { type: 'hand.raised', data: { participantId: ben.id } },
      said(ben, 'hello'),
    );
    let state = emptyRoomState;
    for (const entry of entries) {
      state = reduceRoom(state, entrySchema.parse(entry));
      expect(roomStateSchema.safeParse(state).error).toBeUndefined();
    }
    expect(state).toMatchObject({ seq: 5, startedAt: at, hands: [ben.id] });
    expect(state.chat[0]).toMatchObject({ seq: 5, from: ben.id, text: 'hello' });
  });

  it('changes nothing for entries that it has already', () => {
    const entries = log(started, joined(ann), said(ann, 'once'));
    const state = fold(entries);
    expect(entries.reduce(reduceRoom, state)).toBe(state);
  });

  it('takes hand, spotlight and media away with the person', () => {
    const state = fold(
      log(started, joined(ann), joined(ben), { type: 'hand.raised', data: { participantId: ben.id } },
        { type: 'spotlight.set', data: { participantId: ben.id } }, { type: 'participant.left', data: { participantId: ben.id, reason: 'left' } }),
    ); // prettier-ignore
    expect(state.hands).toEqual([]);
    expect(state.spotlight).toBeNull();
    expect(Object.keys(state.participants)).toEqual([ann.id]);
  });

  it('keeps hands in the order in which they went up', () => {
    const raise = (one: Participant): EntryBody => ({ type: 'hand.raised', data: { participantId: one.id } });
    expect(fold(log(started, joined(ann), joined(ben), raise(ben), raise(ann), raise(ben))).hands).toEqual([
      ben.id,
      ann.id,
    ]);
  });

  it('skips a type that a newer writer knows and goes on', () => {
    const unknown = { seq: 2, at, type: 'poll.opened', data: {} } as unknown as Entry;
    expect(reduceRoom(fold(log(started)), unknown).seq).toBe(2);
  });

  it('ignores changes of people who are gone', () => {
    const state = fold(log(started, { type: 'media.changed', data: { participantId: ben.id, audio: true } }));
    expect(state.participants).toEqual({});
  });
});

describe('what a viewer sees', () => {
  const entries = log(started, joined(ann), joined(ben), joined(cleo), said(ann, 'for Ben only', ben), {
    type: 'lobby.waiting',
    data: { waiting: { id: newId('participant'), name: 'Dora', since: at } },
  });
  const viewers = [ann, ben, cleo].map((one) => ({ participantId: one.id, standing: { role: one.role } }));

  it('hides direct messages from everyone else, and the lobby from attendees, and keeps seq dense', () => {
    const texts = viewers.map((viewer) => entries.map((entry) => entryFor(viewer, entry, defaultPolicies)));
    expect(texts.map((seen) => JSON.stringify(seen).includes('for Ben only'))).toEqual([true, true, false]);
    expect(texts.map((seen) => JSON.stringify(seen).includes('Dora'))).toEqual([true, false, false]);
    for (const seen of texts) expect(seen.map((entry) => entry.seq)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('shows the same in a snapshot as entry by entry', () => {
    const whole = fold(entries);
    for (const viewer of viewers) {
      const stepwise = fold(entries.map((entry) => entryFor(viewer, entry, defaultPolicies)));
      expect(stateFor(viewer, whole)).toEqual(stepwise);
    }
  });
});

it('an entry of a type from a newer version is hidden, keeps its place, and changes nothing else', () => {
  const newer = { type: 'poll.opened', data: { poll: 1 }, seq: 1, at };
  const entry = entrySchema.parse(newer);
  expect(entry).toEqual({ type: 'hidden', data: {}, seq: 1, at });
  expect(reduceRoom(emptyRoomState, entry)).toEqual({ ...emptyRoomState, seq: 1 });
  expect(entrySchema.safeParse({ ...newer, type: 'hand.raised' }).success).toBe(false);
});
