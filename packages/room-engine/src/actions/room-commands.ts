import type { RoomConnection } from '../connection/room-connection.ts';
import type { RoomActions } from '../room.ts';

type CommandActions = Pick<
  RoomActions,
  | 'sendChat'
  | 'deleteMessage'
  | 'raiseHand'
  | 'lowerHand'
  | 'invite'
  | 'uninvite'
  | 'mute'
  | 'stopVideo'
  | 'stopScreen'
  | 'remove'
  | 'changeRole'
  | 'admit'
  | 'deny'
  | 'lock'
  | 'end'
  | 'updatePolicy'
  | 'setLayout'
  | 'spotlight'
  | 'react'
  | 'startRecording'
  | 'stopRecording'
  | 'consent'
  | 'startStream'
  | 'stopStream'
  | 'sendApp'
>;

/** Actions that are one command each: what it asks and who may is decided by the room. */
export function roomCommands(connection: RoomConnection, myId: () => string | null): CommandActions {
  const command: RoomConnection['command'] = (name, args) => connection.command(name, args);
  return {
    sendChat: (text, to) =>
      to === undefined ? command('chat.send', { text }) : command('chat.direct', { to, text }),
    deleteMessage: (messageId) => command('chat.delete', { messageId }),
    raiseHand: () => command('hand.raise', {}),
    lowerHand: (participantId) =>
      participantId === undefined || participantId === myId()
        ? command('hand.lower', {})
        : command('hand.lowerOther', { participantId }),
    invite: (participantId, permissions) => command('hand.invite', { participantId, permissions }),
    uninvite: (participantId, permissions) => command('hand.uninvite', { participantId, permissions }),
    mute: (participantId) => command('participant.mute', { participantId }),
    stopVideo: (participantId) => command('participant.stopVideo', { participantId }),
    stopScreen: (participantId) => command('participant.stopScreen', { participantId }),
    remove: (participantId) => command('participant.remove', { participantId }),
    changeRole: (participantId, role) => command('participant.changeRole', { participantId, role }),
    admit: (participantId) => command('lobby.admit', { participantId }),
    deny: (participantId) => command('lobby.deny', { participantId }),
    lock: (locked) => command('room.lock', { locked }),
    end: () => command('room.end', {}),
    updatePolicy: (policies) => command('room.updatePolicy', { policies }),
    setLayout: (layout) => command('layout.set', { layout }),
    spotlight: (participantId) => command('spotlight.set', { participantId }),
    react: (reaction) => command('reaction.send', { reaction }),
    startRecording: (wish = {}) => command('recording.start', wish),
    stopRecording: () => command('recording.stop', {}),
    consent: () => command('recording.consent', {}),
    startStream: (wish = {}) => command('stream.start', wish),
    stopStream: () => command('stream.stop', {}),
    sendApp: (data, to) => command('app.send', to === undefined ? { data } : { to, data }),
  };
}
