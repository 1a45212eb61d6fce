import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { useText } from '../../text/use-text.tsx';
import { useElementSize } from '../../use-element-size.ts';
import type { Rect } from '../stage/rect.ts';
import { VideoSurface } from '../tile/video-surface.tsx';
import { clipToPlaces, freeCorner, inReadingOrder, pictureBox, placeInPicture } from './picture-box.ts';
import type { Canvas } from './picture-box.ts';
import styles from './picture-stage.module.css';

export interface PictureTile {
  /** Stable: a tile with the same id keeps its element over a change of the map. */
  id: string;
  /** In px of the canvas. */
  rect: Rect;
  /** Whether the picture is seen here; false where `content` covers it anyway. */
  shows: boolean;
  /** Lies over the picture: name, marks, menu, or a picture of its own. */
  content: ReactNode;
}

export interface PictureStageProps {
  stream: MediaStream | null;
  canvas: Canvas;
  tiles: readonly PictureTile[];
  /** For those who are in the room and not in the picture: in its free corner, or in a corner of the stage. */
  overflow?: ReactNode;
  /** Instead of the stream, e.g. a drawing in the component book. */
  picture?: ReactNode;
  /** Called with the size of the picture in CSS px whenever it changes. Keep it stable between renders. */
  onSize?: ((width: number, height: number) => void) | undefined;
}

/** What a pointer or finger may miss, in px: a free corner smaller than this takes no button. */
const targetMin = 40;

/** One picture of everybody, and over it what is not in the picture: it stays in place at any size. */
export function PictureStage({ stream, canvas, tiles, overflow, picture, onSize }: PictureStageProps) {
  const { t } = useText();
  const stage = useRef<HTMLElement>(null);
  const { width, height } = useElementSize(stage);
  const box = pictureBox(canvas, width, height);
  useEffect(() => onSize?.(box.width, box.height), [onSize, box.width, box.height]);
  const seen = tiles.filter(({ shows }) => shows).map(({ rect }) => rect);
  const free = freeCorner(
    canvas,
    tiles.map(({ rect }) => rect),
  );
  const corner = free && free.height * (box.width / canvas.width) >= targetMin ? free : null;
  return (
    <section ref={stage} className={styles.stage} aria-label={t('room.stage')}>
      <div
        className={styles.box}
        style={{ left: box.x, top: box.y, inlineSize: box.width, blockSize: box.height }}
      >
        <div
          className={styles.picture}
          style={{ clipPath: clipToPlaces(canvas, box.width, seen) }}
          aria-hidden="true"
        >
          {picture ?? <VideoSurface stream={stream} label={t('room.picture')} />}
        </div>
        {inReadingOrder(tiles).map(({ id, rect, content }) => (
          <div key={id} className={styles.cell} style={placeInPicture(canvas, rect)}>
            {content}
          </div>
        ))}
        {overflow ? (
          <div
            className={corner ? styles.cell : styles.apart}
            style={corner ? placeInPicture(canvas, corner) : undefined}
          >
            {overflow}
          </div>
        ) : null}
      </div>
    </section>
  );
}
