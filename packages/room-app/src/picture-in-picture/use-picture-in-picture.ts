import { useCallback } from 'react';
import { usePageDispatch, usePageState } from '../page/page-context.tsx';
import { viewChanged } from '../page/view-slice.ts';

export interface PictureInPictureSwitch {
  /** Document Picture-in-Picture on the room's own address, that of a video in a page around; neither in Firefox. */
  available: boolean;
  active: boolean;
  toggle: () => void;
}

/** Opens and closes the small window; what is in it is drawn by `PictureInPicture`. */
export function usePictureInPicture(): PictureInPictureSwitch {
  const dispatch = usePageDispatch();
  const active = usePageState(({ view }) => view.pictureInPicture);
  const toggle = useCallback(() => dispatch(viewChanged({ pictureInPicture: !active })), [dispatch, active]);
  return { available: document.pictureInPictureEnabled === true || hasDocumentWindow(), active, toggle };
}

/** True where a whole document can stand in the small window: only for a page that is in no frame. */
export function hasDocumentWindow(): boolean {
  return 'documentPictureInPicture' in window && window.parent === window;
}
