import '@cloudmeet/ui/later-english';
import { useEffect, useRef } from 'react';
import { useStream } from '../media/use-stream.ts';
import { noticeError } from '../page/notice-error.ts';
import { usePage, usePageDispatch } from '../page/page-context.tsx';
import { viewChanged } from '../page/view-slice.ts';
import { useFeatured } from './use-featured.ts';
import styles from './video-window.module.css';

/** One picture in the browser's own small window (W3C Picture-in-Picture), for a room inside another page. */
export function VideoWindow() {
  const page = usePage();
  const dispatch = usePageDispatch();
  const { kind, trackOf } = useFeatured();
  const stream = useStream(trackOf, kind);
  const element = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const video = element.current;
    if (video) video.srcObject = stream;
  }, [stream]);
  useEffect(() => {
    const video = element.current;
    if (!video) return undefined;
    const gone = (): void => void dispatch(viewChanged({ pictureInPicture: false }));
    const refused = (): void => {
      gone();
      void noticeError(page, 'not-supported');
    };
    video.addEventListener('leavepictureinpicture', gone);
    openWindow(video).catch(refused);
    return () => {
      video.removeEventListener('leavepictureinpicture', gone);
      if (document.pictureInPictureElement === video) void document.exitPictureInPicture();
      video.srcObject = null;
    };
  }, [dispatch, page]);
  return <video ref={element} className={styles.source} aria-hidden="true" autoPlay muted playsInline />;
}

/** The browser takes a video only once it knows how large its picture is. */
async function openWindow(video: HTMLVideoElement): Promise<void> {
  if (video.readyState < HTMLMediaElement.HAVE_METADATA) {
    await new Promise((resolve) => {
      video.addEventListener('loadedmetadata', resolve, { once: true });
    });
  }
  await video.requestPictureInPicture();
}

// the window is a chunk of its own: `lazy()` wants it as the default
export default VideoWindow;
