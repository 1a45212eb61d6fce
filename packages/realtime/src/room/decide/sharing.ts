import { can, CloudMeetError } from '@cloudmeet/contracts';
import type { Participant } from '@cloudmeet/contracts';
import type { RoomView } from '../room-view.ts';
import { standingOf } from './deed.ts';

type Sharer = Pick<Participant, 'receive' | 'consented'>;

/** True when whoever is in the room from now on has to agree to be recorded. */
export function needsConsent(room: RoomView): boolean {
  const { recording } = room.state;
  if (recording) return recording.requiresConsent;
  return willRecord(room) && room.settings.recording.requireConsent === true;
}

/** True when the room begins to be recorded by itself as soon as somebody is in. */
export function willRecord({ settings, state, hasRecorded }: RoomView): boolean {
  return (
    settings.recording.automatic === true &&
    settings.mode !== 'p2p' &&
    can('recording.start', { role: 'host', policies: state.policies }) &&
    state.recording === null &&
    !hasRecorded
  );
}

/** Why somebody shares nothing now, whatever their role allows. */
export function sharingRefusal(room: RoomView, one: Sharer): CloudMeetError | undefined {
  if (one.receive === 'stream')
    return new CloudMeetError('not-permitted', { detail: 'You watch the stream; ask to be invited.' });
  if (needsConsent(room) && one.consented !== true) return new CloudMeetError('consent-required');
  return undefined;
}

/** What of somebody's media must go off because they may not share it any more. */
export function lostMediaOf(room: RoomView, one: Participant) {
  const standing = standingOf(room, one);
  const isOff = sharingRefusal(room, one) !== undefined;
  return {
    ...(one.audio && (isOff || !can('media.publish', standing, 'audio')) ? { audio: false } : {}),
    ...(one.video && (isOff || !can('media.publish', standing, 'video')) ? { video: false } : {}),
    ...(one.screen && (isOff || !can('screen.share', standing)) ? { screen: false } : {}),
  };
}
