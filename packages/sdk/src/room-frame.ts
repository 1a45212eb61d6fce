import { embedError, snapshotEvent } from '@cloudmeet/contracts/frame';
import type { Channel } from '@cloudmeet/frame-channel';
import type { CloudMeetFrame } from './cloudmeet-frame.ts';
import { createCall, createCommands } from './commands.ts';
import { Connection } from './connection.ts';
import { diagnose } from './diagnose.ts';
import { createEmitter } from './emitter.ts';
import type { Emitter } from './emitter.ts';
import type { FrameOptions } from './frame-options.ts';
import { Meeting } from './meeting.ts';
import { roomAddress } from './room-address.ts';
import type { RoomAddress } from './room-address.ts';
import { createRoomView } from './room-view.ts';
import type { RoomView } from './room-view.ts';

/** Said by this side about loading, whatever a frame says. */
const ownEvents = ['loading', 'loaded', 'load-attempt-failed'];

/** Hands on what the frame tells, and answers what it asks. */
function listen(channel: Channel, view: RoomView, meeting: Meeting, emitter: Emitter): void {
  channel.handle('getToken', async () => ({ token: await meeting.freshToken() }));
  channel.on('*', (payload, name) => {
    if (name === snapshotEvent) return view.update(payload);
    if (ownEvents.includes(name) || !(payload instanceof Object)) return;
    meeting.onEvent(name);
    emitter.emit(name, payload);
  });
}

function connect(iframe: HTMLIFrameElement, options: FrameOptions, view: RoomView, emitter: Emitter) {
  const connection = new Connection(iframe, {
    onLoading() {
      view.setMeetingState('loading');
      emitter.emit('loading', {});
    },
    onConnected(channel) {
      view.setMeetingState('loaded');
      listen(channel, view, meeting, emitter);
      emitter.emit('loaded', {});
    },
    onFailed(error) {
      view.setMeetingState('error');
      for (const name of ['load-attempt-failed', 'error']) emitter.emit(name, { error: error.toWire() });
    },
    onLost(willReturn) {
      view.clear();
      meeting.onLost(willReturn);
    },
  });
  const meeting = new Meeting(options, connection, view, emitter);
  return { connection, meeting };
}

/** Makes the SDK's object for an iframe. `onDestroy` undoes what the caller did to get it. */
export function createRoomFrame(
  iframe: HTMLIFrameElement,
  options: FrameOptions,
  shown: RoomAddress | undefined,
  onDestroy: () => void,
): CloudMeetFrame {
  const view = createRoomView();
  const emitter = createEmitter();
  const { on, once, off } = emitter;
  const { connection, meeting } = connect(iframe, options, view, emitter);
  const call = createCall(() => connection.ready());
  const { meetingState, participants, participantCounts, localAudio, localVideo } = view;
  let isOver = false;
  const address = roomAddress(options) ?? shown;
  if (address) void connection.open(address);

  return {
    ...createCommands(call, view),
    ...{ on, once, off, meetingState, participants, participantCounts, localAudio, localVideo },
    iframe: () => iframe,
    diagnose: () => diagnose(iframe, connection, call),
    async join(given) {
      if (isOver) throw embedError('destroyed');
      return meeting.join(given);
    },
    leave: async () => (isOver ? undefined : meeting.leave()),
    async destroy() {
      if (isOver) return;
      isOver = true;
      meeting.stop(embedError('destroyed'));
      connection.close();
      emitter.end();
      view.clear();
      view.setMeetingState('left-meeting');
      onDestroy();
    },
  };
}
