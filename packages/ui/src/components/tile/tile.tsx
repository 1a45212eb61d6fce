import type { ReactNode } from 'react';
import { classNames } from '../../class-names.ts';
import { useText } from '../../text/use-text.tsx';
import { Avatar } from '../avatar/avatar.tsx';
import type { ConnectionQuality } from '../quality-bars/quality-bars.tsx';
import { ConnectionChip, HandChip, NameChip } from './tile-chips.tsx';
import { VideoSurface } from './video-surface.tsx';
import type { VideoSurfaceProps } from './video-surface.tsx';
import styles from './tile.module.css';

export interface TileProps extends Pick<
  VideoSurfaceProps,
  'stream' | 'attach' | 'mirrored' | 'fit' | 'onSize'
> {
  name: string;
  /** Fixes the avatar's colour; the name by default. */
  seed?: string | undefined;
  avatarUrl?: string | undefined;
  /** You. Your picture is mirrored unless `mirrored` is false, and your being muted is red. */
  self?: boolean;
  /** Without a camera picture the avatar stands. */
  cameraOn: boolean;
  muted?: boolean;
  speaking?: boolean;
  /** Place in the queue of hands, from 1; `null` while the hand is down. */
  hand?: number | null | undefined;
  /** Shown only when not good. */
  quality?: ConnectionQuality | undefined;
  /** Not connected yet or again: the picture waits. */
  connecting?: boolean;
  /** Stands in the name chip instead of the name: "Priya presents". */
  caption?: ReactNode;
  /** A `TileMenu`: shown on hover, focus and touch. */
  menu?: ReactNode;
  /** Instead of camera and avatar: a part of a common picture, or a drawing in the component book. */
  picture?: ReactNode;
  /** Lies over a picture of everybody: the tile itself has no ground. */
  over?: boolean;
}

/** One person, or one shared screen: picture, name, and only the marks that matter now. Fills what holds it. */
export function Tile(props: TileProps) {
  const { name, self = false, cameraOn, speaking = false, connecting = false, hand, quality, menu } = props;
  const { t } = useText();
  return (
    <figure
      className={classNames(styles.tile, connecting && styles.connecting)}
      data-speaking={speaking || undefined}
      data-self={self || undefined}
      data-fit={props.fit}
      data-over={props.over || undefined}
      aria-label={self ? t('common.youWithName', { name }) : name}
    >
      <Picture {...props} cameraOn={cameraOn} self={self} />
      <div className={styles.ring} />
      <div className={styles.topStart}>{typeof hand === 'number' ? <HandChip number={hand} /> : null}</div>
      <div className={styles.topEnd}>
        {quality && quality !== 'good' ? <ConnectionChip quality={quality} /> : null}
      </div>
      <figcaption className={styles.bottomStart}>
        <NameChip name={name} self={self} muted={props.muted ?? false} caption={props.caption} />
      </figcaption>
      {menu ? <div className={styles.menu}>{menu}</div> : null}
      {speaking ? <span className={styles.hidden}>{t('tile.speaking', { name })}</span> : null}
      {connecting ? <span className={styles.notice}>{t('tile.connecting')}</span> : null}
    </figure>
  );
}

function Picture({ name, seed, avatarUrl, self, cameraOn, picture, ...video }: TileProps) {
  const { t } = useText();
  if (picture !== undefined) return <div className={styles.picture}>{picture}</div>;
  if (!cameraOn) {
    return (
      <div className={styles.avatar}>
        <Avatar name={name} url={avatarUrl} seed={seed} size="fill" />
        <span className={styles.hidden}>{t('tile.cameraOff', { name })}</span>
      </div>
    );
  }
  return (
    <div className={styles.picture}>
      <VideoSurface
        stream={video.stream}
        attach={video.attach}
        fit={video.fit ?? 'cover'}
        onSize={video.onSize}
        mirrored={video.mirrored ?? self ?? false}
        label={t('tile.videoOf', { name })}
      />
    </div>
  );
}
