import type { ReactNode } from 'react';
import { CameraOffIcon } from '../../icons.ts';
import { useText } from '../../text/use-text.tsx';
import { Avatar } from '../avatar/avatar.tsx';
import { VideoSurface } from '../tile/video-surface.tsx';
import type { VideoSurfaceProps } from '../tile/video-surface.tsx';
import styles from './preview.module.css';

export interface PreviewProps extends Pick<VideoSurfaceProps, 'stream' | 'attach' | 'mirrored'> {
  /** What the camera does; without a picture the words say so. */
  camera: 'on' | 'off' | 'starting' | 'missing';
  name: string;
  avatarUrl?: string | undefined;
  /** `PreviewButton`s: mute, video, switch camera. */
  controls: ReactNode;
  /** Instead of the camera, e.g. a drawing in the component book. */
  picture?: ReactNode;
}

const words = {
  off: 'prejoin.cameraOff',
  starting: 'prejoin.cameraStarting',
  missing: 'prejoin.noCamera',
} as const;

/** How others will see you. */
export function Preview({ camera, name, avatarUrl, controls, picture, ...video }: PreviewProps) {
  const { t } = useText();
  return (
    <section className={styles.preview} aria-label={t('prejoin.preview')}>
      {picture ? <div className={styles.picture}>{picture}</div> : null}
      {camera === 'on' && !picture ? <VideoSurface mirrored label={t('prejoin.preview')} {...video} /> : null}
      {camera !== 'on' && !picture ? (
        <div className={styles.off}>
          {name.trim() === '' ? <CameraOffIcon /> : <Avatar name={name} url={avatarUrl} size={96} />}
          <p>{t(words[camera])}</p>
        </div>
      ) : null}
      <div className={styles.controls}>{controls}</div>
    </section>
  );
}

export interface PreviewButtonProps {
  icon: ReactNode;
  /** Names what it will do. Words beside the icon where there is room. */
  label: string;
  /** Red: your microphone is muted. */
  alert?: boolean;
  onPress: () => void;
  disabled?: boolean;
}

/** A button on the preview. */
export function PreviewButton({ icon, label, alert, onPress, disabled }: PreviewButtonProps) {
  return (
    <button
      type="button"
      className={styles.button}
      data-alert={alert || undefined}
      aria-label={label}
      disabled={disabled}
      onClick={onPress}
    >
      {icon}
      <span className={styles.word}>{label}</span>
    </button>
  );
}
