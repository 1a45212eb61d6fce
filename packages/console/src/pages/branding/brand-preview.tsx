import { useState } from 'react';
import { Button } from '@mantine/core';
import type { Theme } from '@cloudmeet/contracts';
import PlayIcon from 'lucide-react/icons/play';
import { RoomFrame } from '../../parts/room-frame/room-frame.tsx';
import { ProblemNotice } from '../../parts/states/problem-notice.tsx';
import { useConsoleText } from '../../text/use-console-text.tsx';
import { useFirstRoom } from '../get-started/use-first-room.ts';
import styles from './branding.module.css';

/** The draft in a real room, as it is being made: nothing has to be saved for it. */
export function BrandPreview({ theme }: { theme: Theme }) {
  const { t } = useConsoleText();
  const [wanted, setWanted] = useState(false);
  const first = useFirstRoom({ room: t('getStarted.roomName'), person: t('getStarted.you') });
  const start = async () => {
    setWanted(true);
    await first.start();
  };
  return (
    <section className={styles['preview']} aria-labelledby="cm-preview">
      <h2 id="cm-preview" className={styles['label']}>
        {t('branding.preview')}
      </h2>
      {wanted && first.joinUrl ? (
        <RoomFrame joinUrl={first.joinUrl} title={t('branding.preview')} theme={theme} />
      ) : (
        <div className={styles['stage']}>
          <p>{t('branding.previewWhat')}</p>
          <Button
            leftSection={<PlayIcon />}
            loading={first.isStarting}
            disabled={first.room === undefined}
            onClick={() => void start()}
          >
            {t('branding.previewStart')}
          </Button>
        </div>
      )}
      <ProblemNotice problem={first.problem} />
    </section>
  );
}
