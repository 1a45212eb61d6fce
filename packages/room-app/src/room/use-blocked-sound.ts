import { useCallback } from 'react';
import { playAllSound } from '../media/room-audio.tsx';
import { usePageDispatch, usePageState } from '../page/page-context.tsx';
import { viewChanged } from '../page/view-slice.ts';

/** Browsers play nothing before a gesture: whether that is so, and how to end it. */
export function useBlockedSound() {
  const dispatch = usePageDispatch();
  const blocked = usePageState(({ view }) => view.soundBlocked);
  const onBlocked = useCallback(
    (soundBlocked: boolean) => dispatch(viewChanged({ soundBlocked })),
    [dispatch],
  );
  const play = useCallback(
    () => void playAllSound(document).then((all) => dispatch(viewChanged({ soundBlocked: !all }))),
    [dispatch],
  );
  return { blocked, onBlocked, play };
}
