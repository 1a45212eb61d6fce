import { CloudMeetError } from '@cloudmeet/contracts';
import type { AudioCodec, CapturedBy, CapturePermission, EntryBody, Layout } from '@cloudmeet/contracts';
import { unchanged } from '../decided.ts';
import type { Decided, DecisionContext, Outcome } from '../decided.ts';
import { isLive } from '../room-view.ts';
import type { RoomView } from '../room-view.ts';
import { refusal } from './deed.ts';
import { willRecord } from './sharing.ts';
import { withLosses } from './with-losses.ts';

export interface NewRecording {
  kind: 'recording';
  id: string;
  audioOnly?: boolean | undefined;
  /** Default AAC. */
  audioCodec?: AudioCodec | undefined;
  /** Layout that the room takes on: there is one picture for all. */
  layout?: Layout | undefined;
}

export interface NewStream {
  kind: 'stream';
  id: string;
  hls?: boolean | undefined;
  rtmpUrls?: readonly string[] | undefined;
}

/** What is shown of who began it: people of the room by name, nobody of a server. */
function nameOf({ kind, name }: CapturedBy): string | null {
  return kind === 'participant' ? name : null;
}

/** A server may what hosts may, and no more than the policies allow; what people may was decided before. */
function refusedByPolicy({ state }: RoomView, permission: CapturePermission): CloudMeetError | undefined {
  return refusal(permission, { role: 'host', policies: state.policies });
}

/** Pictures of such a room never pass a server. */
function refusedByMode({ settings }: RoomView): CloudMeetError | undefined {
  if (settings.mode !== 'p2p') return undefined;
  return new CloudMeetError('unprocessable', {
    detail: 'A room of mode p2p is neither recorded nor streamed; change its mode to auto.',
  });
}

function requesting(room: RoomView, wish: NewRecording, by: CapturedBy): Decided {
  const { id, audioOnly = false, audioCodec = 'aac' } = wish;
  const requiresConsent = room.settings.recording.requireConsent === true;
  const requested: EntryBody = {
    type: 'recording.requested',
    data: { recordingId: id, audioOnly, by: nameOf(by), requiresConsent },
  };
  const consented: EntryBody[] =
    requiresConsent && by.kind === 'participant' && by.id !== null
      ? [{ type: 'recording.consented', data: { participantId: by.id } }]
      : [];
  return {
    entries: [requested, ...consented],
    captures: [{ id, kind: 'recording', audioOnly, audioCodec, hls: false, targets: [], startedBy: by }],
  };
}

/** Begins to record. Who starts it agrees to it; everybody else who has to and has not goes off. */
export function startRecording(
  room: RoomView,
  wish: NewRecording,
  by: CapturedBy,
  context: DecisionContext,
): Outcome {
  if (!isLive(room.state)) return new CloudMeetError('session-not-live');
  const { recording, layout } = room.state;
  if (recording)
    return recording.recordingId === wish.id ? unchanged : new CloudMeetError('already-recording');
  const refused = refusedByPolicy(room, 'recording.start') ?? refusedByMode(room);
  if (refused) return refused;
  const { entries, ...rest } = requesting(room, wish, by);
  const laidOut: EntryBody[] =
    wish.layout === undefined || wish.layout === layout
      ? []
      : [{ type: 'layout.set', data: { layout: wish.layout } }];
  return { ...rest, entries: withLosses(room, context, [...laidOut, ...entries]) };
}

/** The recording that begins by itself with the first who is in; nothing where none does. */
export function automaticRecording(room: RoomView, context: DecisionContext): Decided {
  if (!willRecord(room)) return unchanged;
  const wish: NewRecording = { kind: 'recording', id: context.newId('recording') };
  return requesting(room, wish, { kind: 'automatic', id: null, name: null });
}

function targetsOf(rtmpUrls: readonly string[]) {
  return rtmpUrls.map((url, index) => ({ id: `t${String(index + 1)}`, url, host: new URL(url).host }));
}

/** Begins to stream: to the named servers, and to browsers where that is asked for or nothing else is. */
export function startStream(room: RoomView, wish: NewStream, by: CapturedBy): Outcome {
  if (!isLive(room.state)) return new CloudMeetError('session-not-live');
  const { stream } = room.state;
  if (stream) return stream.streamId === wish.id ? unchanged : new CloudMeetError('already-streaming');
  const refused = refusedByPolicy(room, 'stream.start') ?? refusedByMode(room);
  if (refused) return refused;
  const { id, rtmpUrls = [] } = wish;
  const broken = rtmpUrls.findIndex((url) => !URL.canParse(url));
  if (broken >= 0)
    return new CloudMeetError('unprocessable', {
      detail: `rtmpUrls/${String(broken)} is not an address that can be reached.`,
    });
  const targets = targetsOf(rtmpUrls);
  const hls = wish.hls ?? targets.length === 0;
  const shown = targets.map(({ id: targetId, host }) => ({ id: targetId, host }));
  return {
    entries: [{ type: 'stream.requested', data: { streamId: id, by: nameOf(by), targets: shown, hls } }],
    captures: [{ id, kind: 'stream', audioOnly: false, audioCodec: 'aac', hls, targets, startedBy: by }],
  };
}
