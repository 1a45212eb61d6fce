import { lazy, Suspense } from 'react';
import { usePageState } from '../page/page-context.tsx';
import { hasDocumentWindow } from './use-picture-in-picture.ts';

const DocumentWindow = lazy(() => import('./document-window.tsx'));
const VideoWindow = lazy(() => import('./video-window.tsx'));

/** The small window over other programs, while it is open. */
export function PictureInPicture() {
  const active = usePageState(({ view }) => view.pictureInPicture);
  if (!active) return null;
  return <Suspense fallback={null}>{hasDocumentWindow() ? <DocumentWindow /> : <VideoWindow />}</Suspense>;
}
