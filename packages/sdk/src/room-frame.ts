import { embedError, snapshotEvent, StatedError } from '@cloudmeet/contracts';
import type { Channel } from '@cloudmeet/frame-channel';
import type { CloudMeetFrame } from './cloudmeet-frame.ts';
import { createCall, createCommands } from './commands.ts';
import { createConnection } from './connection.ts';
import { diagnose } from './diagnose.ts';
import { createEmitter } from './emitter.ts';
import type { FrameOptions } from './frame-options.ts';
import { createMeeting } from './meeting.ts';
import { roomAddress } from './room-address.ts';
import type { RoomAddress } from './room-address.ts';
import { createRoomView } from './room-view.ts';

/** Said by this side about loading, whatever a frame says. */
const ownEvents = ['loading', 'loaded', 'load-attempt-failed'];

/** Makes the SDK's object for an iframe. `onDestroy` undoes what the caller did to get it. */
export function createRoomFrame(
  iframe: HTMLIFrameElement,
  options: FrameOptions,
  shown: RoomAddress | undefined,
  onDestroy: () => void,
): CloudMeetFrame {
  const view = createRoomView();
  const emitter = createEmitter();
  let over = false;

  const connection = createConnection(iframe, {
    onLoading() {
      view.setMeetingState('loading');
      emitter.emit('loading', {});
    },
    onConnected(channel) {
      view.setMeetingState('loaded');
      listen(channel);
      emitter.emit('loaded', {});
    },
    onFailed(error) {
      view.setMeetingState('error');
      const stated = error instanceof StatedError ? error : embedError('internal', undefined, error);
      for (const name of ['load-attempt-failed', 'error']) emitter.emit(name, { error: stated.toWire() });
    },
    onLost() {
      view.clear();
      meeting.onLost();
    },
  });
  const meeting = createMeeting(options, connection, view, emitter);
  const call = createCall(connection.ready);

  function listen(channel: Channel) {
    channel.handle('getToken', async () => ({ token: await meeting.freshToken() }));
    channel.on('*', (payload, name) => {
      if (name === snapshotEvent) return view.update(payload);
      if (ownEvents.includes(name) || !(payload instanceof Object)) return;
      meeting.onEvent(name);
      emitter.emit(name, payload);
    });
  }
  const address = roomAddress(options) ?? shown;
  if (address) void connection.open(address);

  return {
    ...createCommands(call, view),
    on: emitter.on,
    once: emitter.once,
    off: emitter.off,
    iframe: () => iframe,
    meetingState: view.meetingState,
    participants: view.participants,
    participantCounts: view.participantCounts,
    localAudio: view.localAudio,
    localVideo: view.localVideo,
    diagnose: () => diagnose(iframe, connection, call),
    async join(given) {
      if (over) throw embedError('destroyed');
      return meeting.join(given);
    },
    leave: async () => (over ? undefined : meeting.leave()),
    async destroy() {
      if (over) return;
      over = true;
      meeting.end(embedError('destroyed'));
      connection.close();
      emitter.end();
      view.clear();
      view.setMeetingState('left-meeting');
      onDestroy();
    },
  };
}
