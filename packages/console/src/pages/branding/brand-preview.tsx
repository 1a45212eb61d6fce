import { useMemo, useState } from 'react';
import { Button, SegmentedControl } from '@mantine/core';
import type { Theme } from '@cloudmeet/contracts';
import PlayIcon from 'lucide-react/icons/play';
import { RoomFrame } from '../../parts/room-frame/room-frame.tsx';
import { ProblemNotice } from '../../parts/states/problem-notice.tsx';
import { useConsoleText } from '../../text/use-console-text.tsx';
import { useFirstRoom } from '../get-started/use-first-room.ts';
import styles from './branding.module.css';

const parts = ['room', 'prejoin', 'waiting'] as const;
type Part = (typeof parts)[number];

/** The draft in a real room, as it is being made: nothing has to be saved for it. */
export function BrandPreview({ theme }: { theme: Theme }) {
  const { t } = useConsoleText();
  const [part, setPart] = useState<Part>('room');
  return (
    <section className={styles['preview']} aria-labelledby="cm-preview">
      <h2 id="cm-preview" className={styles['label']}>
        {t('branding.preview')}
      </h2>
      <SegmentedControl
        aria-label={t('branding.previewPart')}
        value={part}
        data={parts.map((value) => ({ value, label: t(`branding.previewParts.${value}`) }))}
        onChange={setPart}
      />
      <Stage key={part} part={part} theme={theme} />
    </section>
  );
}

function Stage({ part, theme }: { part: Part; theme: Theme }) {
  const { t } = useConsoleText();
  const worn = useWorn(theme);
  const [wanted, setWanted] = useState(false);
  const isWaiting = part === 'waiting';
  const name = isWaiting ? t('branding.previewParts.waiting') : t('getStarted.roomName');
  const first = useFirstRoom({ room: name, person: t('getStarted.you') }, isWaiting ? 'door' : 'first');
  const start = async () => {
    setWanted(true);
    await first.start();
  };
  return (
    <>
      {wanted && first.joinUrl ? (
        <RoomFrame
          joinUrl={first.joinUrl}
          title={t(`branding.previewParts.${part}`)}
          theme={worn}
          prejoin={part === 'prejoin'}
        />
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
    </>
  );
}

/** The draft as a room puts it on: what it does not name is taken off, and the browser's language is the console's. */
function useWorn(theme: Theme): Theme {
  const { language } = useConsoleText();
  return useMemo(
    () => ({
      ...{ accent: undefined, radius: undefined, font: undefined, logoUrl: undefined },
      ...{ colorScheme: undefined, texts: undefined, supportUrl: undefined },
      ...theme,
      language: theme.language && theme.language !== 'auto' ? theme.language : language,
    }),
    [theme, language],
  );
}
