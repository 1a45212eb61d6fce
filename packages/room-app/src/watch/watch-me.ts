import { selectCan, selectConsentWanted, selectMe } from '@cloudmeet/room-engine';
import type { RoomEngineState } from '@cloudmeet/room-engine';
import type { TextKey } from '@cloudmeet/ui';
import { noticed } from '../page/notice-slice.ts';
import type { RoomPage } from '../page/room-page.ts';
import { watchValue } from './watch-value.ts';

const stoppedWords: Record<'audio' | 'video' | 'screen', TextKey> = {
  audio: 'people.youWereMuted',
  video: 'people.yourVideoWasStopped',
  screen: 'people.yourScreenWasStopped',
};

/** What others did with me: muted me, changed my role, let me speak. */
export function watchMe({ room, store, text }: RoomPage): () => void {
  const tell = (words: string): void => {
    store.dispatch(noticed({ tone: 'neutral', text: words }));
  };
  const disposers = [
    room.on('stopped-by-other', ({ kind, by }) => {
      // the room asks about the recording first, and says so itself
      if (by === null && selectConsentWanted(room.store.getState())) return;
      const person = by === null ? undefined : room.store.getState().room.participants[by];
      tell(text.t(stoppedWords[kind], { name: person?.name ?? text.t('people.aHost') }));
    }),
    watchValue(
      room.store,
      (state) => selectMe(state)?.role,
      (role, before) => {
        if (role && before) tell(text.t('people.yourRoleChanged', { role: text.t(`role.${role}`) }));
      },
    ),
    watchValue(room.store, isInvited, (invited, before) => {
      if (invited === true && before === false) tell(text.t('people.mayPublish'));
    }),
    watchValue(room.store, mayPublish, (may, before) => {
      if (may === undefined || before === undefined) return;
      tell(text.t(may ? 'people.mayPublish' : 'people.mayNoLongerPublish'));
    }),
  ];
  return () => {
    for (const dispose of disposers) dispose();
  };
}

const isInvited = (state: RoomEngineState): boolean | undefined =>
  selectMe(state)?.granted.includes('media.publish');

/** Undefined outside the room, where nothing is taken away or given. */
function mayPublish(state: RoomEngineState): boolean | undefined {
  if (!selectMe(state)) return undefined;
  return selectCan(state, 'media.publish', 'audio') || selectCan(state, 'media.publish', 'video');
}
