import { newId, reduceRoom } from '@cloudmeet/contracts';
import type { Entry, EntryBody } from '@cloudmeet/contracts';
import { eventsBetween, selectMe } from '@cloudmeet/room-engine';
import type { LocalMediaState, RoomActions, RoomEngineState } from '@cloudmeet/room-engine';
import { createFakeRoom } from '../tests/fake-room/fake-room.ts';
import type { FakeRoom } from '../tests/fake-room/fake-room.ts';

/** A room that goes on from a recorded state: what is done in it becomes entries, folded as everywhere. */
export interface ReplyingRoom extends FakeRoom {
  /** The next entry of the log. */
  append(body: EntryBody): void;
  /** Entries as they were recorded, one after the other, with the events they make. */
  replay(entries: readonly Entry[]): void;
}

const on: LocalMediaState = { status: 'on', error: null };
const off: LocalMediaState = { status: 'off', error: null };

/** The store is told at once, listeners one by one, as the engine does. */
export function createReplyingRoom(initial: RoomEngineState, over: Partial<RoomActions> = {}): ReplyingRoom {
  const room = createFakeRoom(initial, { ...repliesOf(() => reply), ...over });
  const replay = (entries: readonly Entry[]): void => {
    for (const entry of entries) {
      const before = room.store.getState();
      room.change({ room: reduceRoom(before.room, entry) });
      for (const { name, payload } of eventsBetween(before, room.store.getState(), entry))
        room.emit(name, payload);
    }
  };
  const append = (body: EntryBody): void => {
    const { room: now, local } = room.store.getState();
    const at = new Date(Date.now() + local.clockOffsetMs).toISOString();
    replay([{ ...body, seq: now.seq + 1, at, by: local.participantId ?? undefined }]);
  };
  const reply: ReplyingRoom = Object.assign(room, { append, replay });
  return reply;
}

/** What the server would answer to the person of this page. */
function repliesOf(room: () => ReplyingRoom): Partial<RoomActions> {
  const me = () => {
    const one = selectMe(room().store.getState());
    if (!one) throw new TypeError('Nobody is in this room.');
    return one;
  };
  const mine = () => ({ participantId: me().id });
  const media = (kind: 'audio' | 'video', wanted: boolean) => {
    room().change({ media: { ...room().store.getState().media, [kind]: wanted ? on : off } });
    room().append({ type: 'media.changed', data: { ...mine(), [kind]: wanted } });
  };
  return {
    setAudio: async (wanted) => media('audio', wanted),
    setVideo: async (wanted) => media('video', wanted),
    raiseHand: async () => room().append({ type: 'hand.raised', data: mine() }),
    lowerHand: async () => room().append({ type: 'hand.lowered', data: mine() }),
    consent: async () => room().append({ type: 'recording.consented', data: mine() }),
    lock: async (locked) => room().append({ type: 'room.locked', data: { locked } }),
    setLayout: async (layout) => room().append({ type: 'layout.set', data: { layout } }),
    sendChat: async (text, to) => {
      const { id: from, name: fromName } = me();
      const message = { messageId: newId('message'), from, fromName, text };
      room().append({ type: 'chat.sent', data: { ...message, ...(to === undefined ? {} : { to }) } });
    },
    startRecording: async ({ audioOnly = false } = {}) => {
      const data = { recordingId: newId('recording'), audioOnly, by: me().name, requiresConsent: false };
      room().append({ type: 'recording.requested', data });
      room().append({ type: 'recording.started', data: { recordingId: data.recordingId } });
    },
    stopRecording: async () => {
      const recordingId = room().store.getState().room.recording?.recordingId ?? '';
      room().append({ type: 'recording.stopping', data: { recordingId, reason: 'requested' } });
      room().append({ type: 'recording.stopped', data: { recordingId, reason: 'requested' } });
    },
    admit: async (participantId) =>
      room().append({ type: 'lobby.left', data: { participantId, outcome: 'admitted' } }),
    join: async () => {
      room().change({ connection: { ...room().store.getState().connection, status: 'joined' } });
      return 'joined';
    },
    leave: async () =>
      room().change({ connection: { ...room().store.getState().connection, status: 'left' } }),
  };
}
