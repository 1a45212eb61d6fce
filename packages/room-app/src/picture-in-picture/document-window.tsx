import '@cloudmeet/ui/later-english';
import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { noticeError } from '../page/notice-error.ts';
import { usePage, usePageDispatch } from '../page/page-context.tsx';
import { viewChanged } from '../page/view-slice.ts';
import { openDocumentWindow } from './open-document-window.ts';
import { SmallRoom } from './small-room.tsx';

/** The room in small, in a window of its own (Document Picture-in-Picture, WICG). */
export function DocumentWindow() {
  const page = usePage();
  const dispatch = usePageDispatch();
  const [small, setSmall] = useState<Window>();
  useEffect(() => {
    let opened: Window | undefined;
    let wanted = true;
    const gone = (): void => void dispatch(viewChanged({ pictureInPicture: false }));
    openDocumentWindow(document).then(
      (own) => {
        opened = own;
        if (!wanted) return own.close();
        own.addEventListener('pagehide', gone, { once: true });
        setSmall(own);
      },
      () => {
        gone();
        void noticeError(page, 'not-supported');
      },
    );
    return () => {
      wanted = false;
      opened?.removeEventListener('pagehide', gone);
      opened?.close();
    };
  }, [dispatch, page]);
  return small ? createPortal(<SmallRoom />, small.document.body) : null;
}

// the window is a chunk of its own: `lazy()` wants it as the default
export default DocumentWindow;
