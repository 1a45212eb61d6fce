import { useEffect } from 'react';
import { selectCan } from '@cloudmeet/room-engine';
import { useActions, usePage, useRoomState } from '../../page/page-context.tsx';

/**
 * Opens microphone and camera for the preview, each where the room lets me use it and I did not switch it off. What
 * cannot be opened stands in the store, and the screen says so: nothing to report here.
 */
export function usePreviewDevices(): void {
  const { store } = usePage();
  const actions = useActions();
  const mayTalk = useRoomState((state) => selectCan(state, 'media.publish', 'audio'));
  const mayShow = useRoomState((state) => selectCan(state, 'media.publish', 'video'));
  useEffect(() => {
    const { wish } = store.getState().view;
    const opening = [
      ...(mayTalk && wish.audio ? [actions.setAudio(true)] : []),
      ...(mayShow && wish.video ? [actions.setVideo(true)] : []),
    ];
    void Promise.allSettled(opening);
  }, [actions, store, mayTalk, mayShow]);
}
