import { useEffect, useRef, useState } from 'react';
import { Button, Notice, SpeakerIcon, useText } from '@cloudmeet/ui';
import { usePage, useRoomState } from '../../page/page-context.tsx';
import { useLasting } from '../use-lasting.ts';
import { streamWords } from './stream-words.ts';
import styles from './viewer-stage.module.css';

const stalledMs = 1500;

/** The room's stream for who only watches it: one picture with its sound, or words about why there is none. */
export function ViewerStage() {
  const { t } = useText();
  const element = usePlayer();
  const stream = useRoomState(({ stream: state }) => state);
  // a moment without news is not worth a word
  const stalled = useLasting(stream.status === 'stalled', stalledMs);
  const words = stream.status === 'stalled' && !stalled ? undefined : streamWords(stream.status);
  return (
    <div className={styles.stage}>
      <video
        ref={element}
        className={styles.picture}
        aria-label={t('viewer.picture')}
        hidden={stream.status === 'waiting' || stream.status === 'ended'}
        playsInline
      />
      {words ? (
        <output className={styles.state} data-over={words.over ? '' : undefined}>
          <p className={styles.what}>{t(words.what)}</p>
          {words.detail ? <p className={styles.detail}>{t(words.detail)}</p> : null}
        </output>
      ) : null}
      <SoundButton silent={stream.silent} player={() => element.current} />
    </div>
  );
}

/** Gives its element to the engine, and to the chosen speaker. */
function usePlayer() {
  const { room } = usePage();
  const element = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const video = element.current;
    if (!video) return undefined;
    const undo = [room.attachStream(video), room.attachOutput(video)];
    return () => {
      for (const dispose of undo) dispose();
    };
  }, [room]);
  return element;
}

interface SoundButtonProps {
  silent: boolean;
  player: () => HTMLVideoElement | null;
}

/** Browsers play sound only after a gesture: here is one to make. */
function SoundButton({ silent, player }: SoundButtonProps) {
  const { t } = useText();
  const [pressed, setPressed] = useState(false);
  if (!silent || pressed) return null;
  const press = (): void => {
    const video = player();
    if (video) video.muted = false;
    setPressed(true);
  };
  return (
    <div className={styles.sound}>
      <Notice
        floating
        icon={<SpeakerIcon />}
        action={
          <Button tone="primary" onClick={press}>
            {t('room.turnOnSound')}
          </Button>
        }
      >
        {t('room.soundBlocked')}
      </Notice>
    </div>
  );
}
