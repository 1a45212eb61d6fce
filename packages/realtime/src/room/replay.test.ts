import { defaultPolicies, newId } from '@cloudmeet/contracts';
import type { Entry, EntryBody, Participant } from '@cloudmeet/contracts';
import { expect, test } from 'vitest';
import { replay } from './replay.ts';
import type { RoomSettings } from './room-view.ts';

const at = '2027-01-15T08:00:00.000Z';
const settings: RoomSettings = {
  ...{
    tenantId: newId('tenant'),
    tenantName: 'Acme',
    theme: {},
    roomId: newId('room'),
    name: 'Room',
    mode: 'auto' as const,
  },
  ...{ maxParticipants: 10, lobby: true, recording: {}, policies: defaultPolicies, test: true },
  policyLimits: defaultPolicies,
};

function logOf(...bodies: EntryBody[]): Entry[] {
  return bodies.map((body, index) => ({ ...body, seq: index + 1, at }));
}

const [host, person] = [newId('participant'), newId('participant')];
const participantOf = (id: string, role: Participant['role']): Participant => ({
  ...{
    id,
    userId: id,
    name: 'A',
    role,
    joinedAt: at,
    audio: false,
    video: false,
    screen: false,
    granted: [],
  },
});
const presenceOf = (participantId: string) => ({
  ...{
    participantId,
    userId: participantId,
    tokenId: `token of ${participantId}`,
    grants: undefined,
    credentialHash: '',
  },
});

const entries = logOf(
  {
    type: 'session.started',
    data: {
      sessionId: newId('session'),
      roomId: settings.roomId,
      topology: 'p2p',
      policies: defaultPolicies,
      locked: false,
    },
  },
  { type: 'participant.joined', data: { participant: participantOf(host, 'host') } },
  { type: 'participant.joined', data: { participant: participantOf(person, 'moderator') } },
  { type: 'participant.roleChanged', data: { participantId: person, role: 'attendee' } },
  { type: 'hand.raised', data: { participantId: person } },
  { type: 'participant.left', data: { participantId: person, reason: 'removed' } },
).map((entry) => (entry.type === 'hand.raised' ? { ...entry, by: person, commandId: 'c1' } : entry));

const recorded = {
  sessionId: newId('session'),
  entries,
  presences: [presenceOf(host), presenceOf(person)],
  bans: [{ userId: person, tokenId: `token of ${person}` }],
};

test('RL-40 the log brings back who is there, who left and why, what hosts changed, and which commands were done', () => {
  const { view, memory } = replay(settings, recorded, new Set());
  expect(Object.keys(view.state.participants)).toEqual([host]);
  expect(view.departed.get(person)).toBe('removed');
  expect(view.standings.get(`token of ${person}`)).toEqual({ role: 'attendee', granted: [] });
  expect(view.visibleSince.get(person)).toBe(4);
  expect(view.bans).toEqual(recorded.bans);
  expect(memory.find(person, 'c1')).toBe(5);
  expect(memory.find(person, 'c2')).toBeUndefined();
});

test('without a session the room rests with what the tenant set', () => {
  const { view } = replay(
    { ...settings, policies: { ...defaultPolicies, 'chat.send': 'off' } },
    undefined,
    new Set(),
  );
  expect(view.state).toMatchObject({ seq: 0, sessionId: null, policies: { 'chat.send': 'off' } });
});
