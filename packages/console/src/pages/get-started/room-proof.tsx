import { useState } from 'react';
import { Button } from '@mantine/core';
import PlayIcon from 'lucide-react/icons/play';
import { Badge, CircleDotIcon } from '@cloudmeet/ui';
import { RoomFrame } from '../../parts/room-frame/room-frame.tsx';
import type { SdkEvent } from '../../parts/room-frame/sdk.ts';
import { ProblemNotice } from '../../parts/states/problem-notice.tsx';
import { useConsoleText } from '../../text/use-console-text.tsx';
import { RoomActions } from '../rooms/room-actions.tsx';
import { useFirstRoom } from './use-first-room.ts';
import styles from './get-started.module.css';

interface Heard {
  at: number;
  action: string;
  who: string;
}
const heardMax = 6;

/** A running room that proves it: embedded here as it will be in the admin's page, and what that page hears from it. */
export function RoomProof() {
  const { t } = useConsoleText();
  const [heard, setHeard] = useState<Heard[]>([]);
  const first = useFirstRoom({ room: t('getStarted.roomName'), person: t('getStarted.you') });
  const { room, joinUrl } = first;
  const hear = ({ action, participant }: SdkEvent) =>
    setHeard((old) =>
      [{ at: Date.now(), action, who: participant?.userName ?? '' }, ...old].slice(0, heardMax),
    );
  return (
    <section className={styles['proof']} aria-labelledby="cm-first-room">
      <div className={styles['proofHead']}>
        <h2 id="cm-first-room" className={styles['heading']}>
          {room?.name ?? t('getStarted.roomName')}
        </h2>
        {room?.session ? (
          <Badge tone="good" icon={<CircleDotIcon />}>
            {t('rooms.running', { count: room.session.participantCount })}
          </Badge>
        ) : null}
        <span className={styles['proofActions']}>
          {room && joinUrl ? <RoomActions room={room} linkOnly /> : null}
        </span>
      </div>
      {joinUrl ? (
        <RoomFrame joinUrl={joinUrl} title={t('getStarted.roomName')} onEvent={hear} />
      ) : (
        <div className={styles['stage']}>
          <p>{t('getStarted.proof')}</p>
          <Button
            variant="filled"
            leftSection={<PlayIcon />}
            loading={first.isStarting}
            disabled={room === undefined}
            onClick={() => void first.start()}
          >
            {t('getStarted.start')}
          </Button>
        </div>
      )}
      <ProblemNotice problem={first.problem} />
      {heard.length > 0 ? <HeardList heard={heard} /> : null}
    </section>
  );
}

function HeardList({ heard }: { heard: readonly Heard[] }) {
  const { t, formats } = useConsoleText();
  return (
    <div>
      <h3 className={styles['small']}>{t('getStarted.heard')}</h3>
      <ul className={styles['heard']}>
        {heard.map(({ at, action, who }, index) => (
          <li key={`${String(at)}-${String(heard.length - index)}-${action}`}>
            <time>{formats.time(at)}</time>
            <code>{action}</code>
            <span>{who}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
