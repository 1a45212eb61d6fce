import type { Rect } from '../stage/rect.ts';
import { VideoSurface } from '../tile/video-surface.tsx';
import type { Canvas } from './picture-box.ts';
import styles from './picture-crop.module.css';

export interface PictureCropProps {
  stream: MediaStream | null;
  canvas: Canvas;
  /** The place of the picture that is shown, in px of the canvas. */
  rect: Rect;
  /** `cover` fills what holds it, as faces like it; `contain` shows all of a screen. */
  fit: 'cover' | 'contain';
  label: string;
}

/** One place of the common picture, by itself. It is the same video: nothing is received or decoded twice. */
export function PictureCrop({ stream, canvas, rect, fit, label }: PictureCropProps) {
  const variables: Record<string, number> = {
    '--crop-x': rect.x,
    '--crop-y': rect.y,
    '--crop-width': rect.width,
    '--crop-height': rect.height,
    '--canvas-width': canvas.width,
    '--canvas-height': canvas.height,
  };
  return (
    <div className={styles.frame}>
      <div className={styles.whole} data-fit={fit} style={variables}>
        <VideoSurface stream={stream} label={label} />
      </div>
    </div>
  );
}
