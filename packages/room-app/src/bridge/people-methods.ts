import { CloudMeetError } from '@cloudmeet/contracts';
import type { FrameParams } from '@cloudmeet/contracts';
import { selectMyId } from '@cloudmeet/room-engine';
import type { Room } from '@cloudmeet/room-engine';
import type { RoomPage } from '../page/room-page.ts';
import type { MethodTable } from './method-types.ts';

type Change = FrameParams<'updateParticipant'>['change'];
type PeopleMethod = 'updateParticipant' | 'updateWaitingParticipant' | 'raiseHand' | 'lowerHand';

export function peopleMethods({ room }: RoomPage): Pick<MethodTable, PeopleMethod> {
  const { actions } = room;
  return {
    updateParticipant: ({ participantId, change }) =>
      selectMyId(room.store.getState()) === participantId
        ? changeMe(room, participantId, change)
        : changeOther(room, participantId, change),
    updateWaitingParticipant: ({ participantId, grantRequestedAccess }) =>
      grantRequestedAccess ? actions.admit(participantId) : actions.deny(participantId),
    raiseHand: () => actions.raiseHand(),
    lowerHand: ({ participantId }) => actions.lowerHand(participantId),
  };
}

async function changeMe({ actions }: Room, myId: string, change: Change): Promise<void> {
  if (change.setAudio !== undefined) await actions.setAudio(change.setAudio);
  if (change.setVideo !== undefined) await actions.setVideo(change.setVideo);
  if (change.setScreen === false) await actions.stopScreenShare();
  if (change.role !== undefined) await actions.changeRole(myId, change.role);
  if (change.eject === true) await actions.leave();
}

async function changeOther({ actions }: Room, id: string, change: Change): Promise<void> {
  if (change.setAudio === true || change.setVideo === true) {
    throw new CloudMeetError('not-supported', {
      detail: 'Nobody can switch on the microphone or camera of somebody else.',
    });
  }
  if (change.setAudio === false) await actions.mute(id);
  if (change.setVideo === false) await actions.stopVideo(id);
  if (change.setScreen === false) await actions.stopScreen(id);
  if (change.role !== undefined) await actions.changeRole(id, change.role);
  if (change.eject === true) await actions.remove(id);
}
