import { CloudMeetError, defaultPolicies, newId } from '@cloudmeet/contracts';
import type { CaptureChange, Command, Participant } from '@cloudmeet/contracts';
import { expect, test } from 'vitest';
import { decideJoin } from '../../admission/decide-join.ts';
import { advance, numberEntries } from '../advance.ts';
import type { Decided, Outcome } from '../decided.ts';
import { restingView } from '../room-view.ts';
import type { Applicant, RoomSettings, RoomView } from '../room-view.ts';
import { decideEnd } from './by-server.ts';
import { decideCaptureChange, stopCapture } from './change-capture.ts';
import { decideCommand } from './decide-command.ts';
import { startRecording } from './start-capture.ts';

const at = '2027-01-15T08:00:00.000Z';
const context = {
  at,
  newId,
  ladder: { publishersMax: () => 6, publishersEver: () => 6 },
};
const api = { kind: 'api', id: 'key_1', name: 'Server' } as const;

function applicant(change: Partial<Applicant> = {}): Applicant {
  const participantId = newId('participant');
  return {
    ...{ participantId, userId: participantId, tokenId: participantId, grants: undefined, role: 'host' },
    ...{ tokenName: 'Hera', avatarUrl: undefined, metadata: undefined, onDuplicate: 'allow' },
    ...{ expiresAtSeconds: 0, name: 'Hera', audio: true, video: true, consents: false, receive: undefined },
    ...{ credentialHash: '', ...change },
  };
}

/** A room on which decisions are made and written, one after the other. */
class Room {
  view: RoomView;

  constructor(settings: Partial<RoomSettings> = {}) {
    this.view = restingView(
      {
        ...{ tenantId: newId('tenant'), tenantName: 'Acme', theme: {}, roomId: newId('room'), name: 'Room' },
        ...{ mode: 'auto', maxParticipants: 100, lobby: false, recording: {}, policies: defaultPolicies },
        policyLimits: defaultPolicies,
        ...{ test: true, ...settings },
      },
      new Set(),
    );
  }

  /** Writes a decision; its entries, or the code with which it was refused. */
  write(outcome: Outcome): string[] | string {
    if (outcome instanceof CloudMeetError) return outcome.code;
    this.apply(outcome);
    return outcome.entries.map(({ type }) => type);
  }

  apply(decided: Decided): void {
    this.view = advance(this.view, decided, numberEntries(this.view, decided, { at }));
  }

  join(one: Applicant = applicant()): string {
    const outcome = decideJoin(this.view, one, context);
    if (outcome instanceof CloudMeetError) throw outcome;
    this.apply(outcome);
    return one.participantId;
  }

  command(by: string, command: Command): string[] | string {
    return this.write(decideCommand(this.view, by, command, context));
  }

  start(by: string): string[] | string {
    return this.command(by, { name: 'recording.start', args: {} });
  }

  change(captureId: string, change: CaptureChange): string[] | string {
    return this.write(decideCaptureChange(this.view, captureId, change));
  }

  get recordingId(): string {
    return this.view.state.recording?.recordingId ?? '';
  }

  person(id: string): Participant | undefined {
    return this.view.state.participants[id];
  }
}

const publish: Command = { name: 'media.publish', args: { kinds: ['audio'] } };
const stop: Command = { name: 'recording.stop', args: {} };
const consent: Command = { name: 'recording.consent', args: {} };

test('RL-57 a recording is begun once, and by the name of who began it', () => {
  const room = new Room();
  const host = room.join();
  const outcome = decideCommand(
    room.view,
    host,
    { name: 'recording.start', args: { audioOnly: true } },
    context,
  );
  if (outcome instanceof CloudMeetError) throw outcome;
  const startedBy = { kind: 'participant', id: host, name: 'Hera' };
  expect(outcome.captures).toMatchObject([{ kind: 'recording', audioOnly: true, startedBy }]);
  room.apply(outcome);
  expect(room.view.state.recording).toMatchObject({ status: 'starting', by: 'Hera', audioOnly: true });
  expect(room.start(host)).toBe('already-recording');
});

test('RL-57 the API begins one under its own id, and asking again with that changes nothing', () => {
  const room = new Room();
  const wish = { kind: 'recording', id: newId('recording'), layout: 'speaker' } as const;
  expect(room.write(startRecording(room.view, wish, api, context))).toBe('session-not-live');
  room.join();
  const begin = () => room.write(startRecording(room.view, wish, api, context));
  expect(begin()).toEqual(['layout.set', 'recording.requested']);
  expect(begin()).toEqual([]);
  expect(room.view.state).toMatchObject({ layout: 'speaker', recording: { recordingId: wish.id, by: null } });
});

test('RL-58 who may not record neither starts nor stops, whoever began it', () => {
  const room = new Room();
  const host = room.join();
  const attendee = room.join(applicant({ role: 'attendee' }));
  const narrowed = room.join(applicant({ role: 'host', grants: ['chat.send'] }));
  for (const one of [attendee, narrowed]) expect(room.start(one)).toBe('not-permitted');
  room.start(host);
  for (const one of [attendee, narrowed]) expect(room.command(one, stop)).toBe('not-permitted');
  const stream: Command = { name: 'stream.start', args: {} };
  expect(room.command(room.join(applicant({ role: 'moderator' })), stream)).toBe('not-permitted');
});

test('RL-57 a room of mode p2p is neither recorded nor streamed', () => {
  const room = new Room({ mode: 'p2p', recording: { automatic: true } });
  const host = room.join();
  expect(room.view.state.recording).toBeNull();
  expect(room.start(host)).toBe('unprocessable');
  expect(room.command(host, { name: 'stream.start', args: {} })).toBe('unprocessable');
});

test('RL-59 what was not begun is not stopped, and what stops is stopped once', () => {
  const room = new Room();
  const host = room.join();
  expect(room.command(host, stop)).toBe('not-recording');
  expect(room.command(host, { name: 'stream.stop', args: {} })).toBe('not-streaming');
  room.start(host);
  expect(room.command(host, stop)).toEqual(['recording.stopping']);
  expect(room.command(host, stop)).toEqual([]);
  expect(room.start(host)).toBe('already-recording');
  expect(room.write(stopCapture(room.view, newId('recording'), 'x'))).toBe('not-recording');
  expect(room.write(stopCapture(room.view, room.recordingId, 'x'))).toEqual([]);
});

test('RL-60 what comes of a recording is told once, and after its end nothing more', () => {
  const room = new Room();
  const host = room.join();
  room.start(host);
  const { recordingId } = room;
  expect(room.change(recordingId, { status: 'started' })).toEqual(['recording.started']);
  expect(room.change(recordingId, { status: 'started' })).toEqual([]);
  expect(room.change(newId('recording'), { status: 'stopped', reason: 'x' })).toEqual([]);
  expect(room.change(recordingId, { status: 'stopped', reason: 'x' })).toEqual(['recording.stopped']);
  expect(room.change(recordingId, { status: 'failed', code: 'c', detail: 'd' })).toEqual([]);
  expect(room.start(host)).toEqual(['recording.requested']);
});

test('RL-60 a stream shows how its targets are, never their keys, and no target that it does not have', () => {
  const room = new Room();
  const host = room.join();
  const rtmpUrls = ['rtmps://live.example.com:443/app/secret-key', 'rtmp://other.example/live/k2'];
  const outcome = decideCommand(room.view, host, { name: 'stream.start', args: { rtmpUrls } }, context);
  if (outcome instanceof CloudMeetError) throw outcome;
  expect(JSON.stringify(outcome.entries)).not.toMatch(/secret-key|k2|\/app|\/live/);
  expect(outcome.captures).toMatchObject([{ hls: false, targets: [{ id: 't1', url: rtmpUrls[0] }, {}] }]);
  room.apply(outcome);
  const streamId = room.view.state.stream?.streamId ?? '';
  const targets = [{ id: 't2', status: 'live' as const }, { id: 't9', status: 'failed' as const }]; // prettier-ignore
  expect(room.change(streamId, { targets })).toEqual(['stream.changed']);
  expect(room.change(streamId, { targets })).toEqual([]);
  expect(room.view.state.stream?.targets).toEqual([
    { id: 't1', host: 'live.example.com:443', status: 'waiting' },
    { id: 't2', host: 'other.example', status: 'live' },
  ]);
  expect(room.command(host, { name: 'stream.start', args: {} })).toBe('already-streaming');
});

test('RL-57 an address that nobody can reach is refused by its place, without a word of it', () => {
  const room = new Room();
  const host = room.join();
  const rtmpUrls = ['rtmp://ok.example/live/k', 'rtmp://bad.example:99999/live/secret'];
  const outcome = decideCommand(room.view, host, { name: 'stream.start', args: { rtmpUrls } }, context);
  expect(outcome).toMatchObject({ code: 'unprocessable', detail: expect.stringContaining('rtmpUrls/1') });
  expect(String((outcome as Error).message)).not.toContain('secret');
});

test('RL-61 a room that is recorded by itself begins with its first person, and once in a session', () => {
  const room = new Room({ recording: { automatic: true } });
  const outcome = decideJoin(room.view, applicant(), context);
  if (outcome instanceof CloudMeetError) throw outcome;
  const types = outcome.entries.map(({ type }) => type);
  expect(types).toEqual(['session.started', 'participant.joined', 'recording.requested']);
  expect(outcome.captures?.[0]?.startedBy).toEqual({ kind: 'automatic', id: null, name: null });
  room.apply(outcome);
  room.change(room.recordingId, { status: 'stopped', reason: 'requested' });
  const next = decideJoin(room.view, applicant(), context);
  expect(next).toMatchObject({ entries: [{ type: 'participant.joined' }] });
});

test('RL-62 nobody comes into a room that is recorded by itself without agreeing, where it asks for that', () => {
  const room = new Room({ recording: { automatic: true, requireConsent: true } });
  expect(decideJoin(room.view, applicant(), context)).toMatchObject({ code: 'consent-required' });
  const agreed = room.join(applicant({ consents: true }));
  expect(room.person(agreed)).toMatchObject({ consented: true, audio: true });
});

test('RL-62 with a recording everybody who has not agreed goes off, and comes on again only by agreeing', () => {
  const room = new Room({ recording: { requireConsent: true } });
  const host = room.join();
  const guest = room.join(applicant({ role: 'attendee' }));
  const shy = room.join(applicant({ role: 'attendee', audio: false, video: false }));
  expect(room.start(host)).toEqual(['recording.requested', 'recording.consented', 'media.changed']);
  expect([room.person(host)?.audio, room.person(guest)?.audio]).toEqual([true, false]);
  for (const one of [guest, shy]) expect(room.command(one, publish)).toBe('consent-required');
  expect(room.command(shy, { name: 'screen.share', args: {} })).toBe('consent-required');
  expect(room.command(guest, consent)).toEqual(['recording.consented']);
  expect(room.command(guest, consent)).toEqual([]);
  expect(room.command(guest, publish)).toEqual(['media.changed']);
  expect(decideJoin(room.view, applicant(), context)).toMatchObject({ code: 'consent-required' });
  room.change(room.recordingId, { status: 'stopped', reason: 'x' });
  expect(room.command(shy, publish)).toEqual(['media.changed']);
});

test('RL-62 where the room does not ask for it nobody has to agree (control)', () => {
  const room = new Room();
  const host = room.join();
  const guest = room.join(applicant({ role: 'attendee' }));
  expect(room.start(host)).toEqual(['recording.requested']);
  expect(room.person(guest)?.audio).toBe(true);
  room.join();
});

test('RL-63 who watches the stream publishes nothing until invited, and nothing when that is taken back', () => {
  const room = new Room();
  const host = room.join();
  const viewer = room.join(applicant({ role: 'attendee', receive: 'stream' }));
  expect(room.person(viewer)).toMatchObject({ receive: 'stream', audio: false, video: false });
  expect(room.command(viewer, publish)).toBe('not-permitted');
  const args = { participantId: viewer, permissions: ['media.publish' as const] };
  expect(room.command(host, { name: 'hand.invite', args })).toEqual(['participant.granted']);
  expect(room.command(viewer, publish)).toEqual(['media.changed']);
  expect(room.command(host, { name: 'hand.uninvite', args })).toEqual([
    'participant.ungranted',
    'media.changed',
  ]);
  expect(room.person(viewer)).toMatchObject({ receive: 'stream', audio: false });
});

test('RL-59 the end of a session ends what is made of it', () => {
  const room = new Room();
  room.start(room.join());
  room.apply(decideEnd(room.view, 'ended-by-api'));
  expect(room.view.state.recording).toBeNull();
  expect(room.change(newId('recording'), { status: 'started' })).toEqual([]);
});
