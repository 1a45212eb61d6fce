import { selectCan, selectMedia, selectMyId } from '@cloudmeet/room-engine';
import { usePage } from '../page/page-context.tsx';
import { useRun } from '../page/use-run.ts';
import { panelToggled, viewChanged } from '../page/view-slice.ts';
import { useFullScreen } from '../shell/use-full-screen.ts';
import type { ShortcutName } from './shortcuts.ts';

/** What each shortcut does; `talk` opens the microphone while its key is held. */
export type ShortcutActions = Record<Exclude<ShortcutName, 'talk'>, () => void> & {
  talk: (on: boolean) => void;
};

/** Each does what its button does, and nothing where the button is not there. */
export function useShortcutActions(): ShortcutActions {
  const { room, store } = usePage();
  const run = useRun();
  const fullScreen = useFullScreen();
  const { actions } = room;
  const media = () => selectMedia(room.store.getState());
  const may = (...asked: Tail<Parameters<typeof selectCan>>) => selectCan(room.store.getState(), ...asked);
  const when = (allowed: boolean, work: () => Promise<unknown>): void => {
    if (allowed) void run(work);
  };
  return {
    microphone: () =>
      when(may('media.publish', 'audio'), () => actions.setAudio(media().audio.status !== 'on')),
    camera: () => when(may('media.publish', 'video'), () => actions.setVideo(media().video.status !== 'on')),
    share: () =>
      when(may('screen.share'), () =>
        media().screen.status === 'on' ? actions.stopScreenShare() : actions.startScreenShare(),
      ),
    hand: () => when(may('hand.raise'), () => (handIsUp(room) ? actions.lowerHand() : actions.raiseHand())),
    talk: (on) => when(may('media.publish', 'audio'), () => actions.setAudio(on)),
    chat: () => void store.dispatch(panelToggled('chat')),
    people: () => void store.dispatch(panelToggled('people')),
    layout: () => {
      const shown = store.getState().view.layout ?? room.store.getState().room.layout;
      store.dispatch(viewChanged({ layout: shown === 'grid' ? 'speaker' : 'grid' }));
    },
    fullScreen: () => {
      if (fullScreen.available) fullScreen.toggle();
    },
    this: () => void store.dispatch(viewChanged({ dialog: 'shortcuts' })),
  };
}

type Tail<List extends unknown[]> = List extends [unknown, ...infer Rest] ? Rest : never;

function handIsUp(room: ReturnType<typeof usePage>['room']): boolean {
  const state = room.store.getState();
  const me = selectMyId(state);
  return me !== null && state.room.hands.includes(me);
}
