import { useEffect, useRef } from 'react';
import { classNames } from '../../class-names.ts';
import styles from './video-surface.module.css';

export interface VideoSurfaceProps {
  /** What is shown. Sound never comes out of here; the page plays it elsewhere. */
  stream?: MediaStream | null | undefined;
  /** Instead of `stream`: hands over the element and takes back what lets it go. Keep it stable between renders. */
  attach?: ((video: HTMLVideoElement) => () => void) | undefined;
  /** As in a mirror: for your own camera. */
  mirrored?: boolean;
  /** `cover` crops people to fill, `contain` shows all of a screen. */
  fit?: 'cover' | 'contain';
  /** Called with the picture's own size in px whenever it changes. Keep it stable between renders. */
  onSize?: ((width: number, height: number) => void) | undefined;
  /** What the picture is, for screen readers. */
  label: string;
}

/** A silent video that fills what holds it. */
export function VideoSurface({ stream, attach, mirrored, fit = 'cover', onSize, label }: VideoSurfaceProps) {
  const ref = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const video = ref.current;
    if (!video) return undefined;
    if (attach) return attach(video);
    video.srcObject = stream ?? null;
    return () => {
      video.srcObject = null;
    };
  }, [stream, attach]);
  useEffect(() => {
    const video = ref.current;
    if (!video || !onSize) return undefined;
    const report = () => (video.videoWidth > 0 ? onSize(video.videoWidth, video.videoHeight) : undefined);
    report();
    video.addEventListener('resize', report);
    return () => video.removeEventListener('resize', report);
  }, [onSize]);
  return (
    <video
      ref={ref}
      autoPlay
      muted
      playsInline
      disablePictureInPicture
      aria-label={label}
      className={classNames(styles.video, styles[fit], mirrored && styles.mirrored)}
    />
  );
}
