import { CloudMeetError } from '@cloudmeet/contracts';
import type { FrameParams } from '@cloudmeet/contracts';
import type { ConnectionStatus } from '@cloudmeet/room-engine';
import { joinAsWished } from '../page/join-as-wished.ts';
import type { RoomPage } from '../page/room-page.ts';
import { speakAs } from '../page/speak-as.ts';
import { themeChanged, viewChanged } from '../page/view-slice.ts';
import type { JoiningWish } from '../page/view-slice.ts';
import { waitFor } from '../page/wait-for.ts';
import type { MethodTable } from './method-types.ts';

const over: readonly ConnectionStatus[] = ['left', 'ended', 'removed', 'replaced', 'denied', 'failed'];

export function meetingMethods(page: RoomPage): Pick<MethodTable, 'join' | 'leave' | 'requestAccess'> {
  const { room } = page;
  return {
    join: async (params) => {
      await dress(page, params);
      await room.actions.connect(params.token);
      // whom the page around has not asked is asked here
      if (asksConsent(page)) page.store.dispatch(viewChanged({ prejoin: true }));
      else if (params.prejoin !== true) await joinAsWished(page);
      await joined(page);
    },
    leave: () => room.actions.leave(),
    requestAccess: async ({ name }) => {
      const { status } = room.store.getState().connection;
      if (status === 'joined' || status === 'waiting') return;
      await room.actions.join({ name, audio: true, video: true });
    },
  };
}

/** Only who agrees to be recorded gets in, and this person has not yet. */
function asksConsent({ room, store }: RoomPage): boolean {
  const asked = room.store.getState().preview?.room.requiresConsent === true;
  return asked && store.getState().view.wish.consent !== true;
}

function wishOf(params: FrameParams<'join'>): JoiningWish {
  return {
    name: params.userName ?? '',
    audio: params.startAudioOff !== true,
    video: params.startVideoOff !== true,
    consent: params.consent === true,
  };
}

/** Look, language and first wishes before anything of the room shows, so that nothing changes under the eye. */
async function dress({ store, text }: RoomPage, params: FrameParams<'join'>): Promise<void> {
  if (params.theme) store.dispatch(themeChanged(params.theme));
  await speakAs(text, params.lang ?? params.theme?.language);
  store.dispatch(
    viewChanged({
      prejoin: params.prejoin === true,
      wish: wishOf(params),
    }),
  );
}

/**
 * Resolves once the meeting is joined. From the prejoin screen and the lobby that takes as long as people take;
 * rejects when the visit ended before.
 */
async function joined({ room }: RoomPage): Promise<void> {
  const { connection } = await waitFor(
    room.store,
    ({ connection: { status } }) => status === 'joined' || over.includes(status),
  );
  if (connection.status === 'joined') return;
  if (connection.error) throw CloudMeetError.fromWire(connection.error);
  throw new CloudMeetError('not-joined', { detail: 'The person left before joining.' });
}
