import { useMemo } from 'react';
import { Link } from 'react-router';
import { Badge, CircleDotIcon, LockIcon } from '@cloudmeet/ui';
import type { Room } from '../../api/api.ts';
import type { Column } from '../../parts/table/data-table.tsx';
import { useConsoleText } from '../../text/use-console-text.tsx';
import styles from './rooms.module.css';

/** Whether somebody is in the room now, and what is particular about it. */
export function RoomMarks({ room }: { room: Room }) {
  const { t } = useConsoleText();
  return (
    <span className={styles['marks']}>
      {room.session ? (
        <Badge tone="good" icon={<CircleDotIcon />}>
          {t('rooms.running', { count: room.session.participantCount })}
        </Badge>
      ) : null}
      {room.locked ? <Badge icon={<LockIcon />}>{t('rooms.locked')}</Badge> : null}
      {room.test ? <Badge>{t('rooms.test')}</Badge> : null}
    </span>
  );
}

export function useRoomColumns(): readonly Column<Room>[] {
  const { t, formats } = useConsoleText();
  return useMemo(
    () => [
      {
        key: 'name',
        header: t('rooms.name'),
        isName: true,
        cell: (room) => (
          <Link className={styles['room'] ?? ''} to={`/rooms/${room.id}`}>
            {room.name}
          </Link>
        ),
      },
      { key: 'now', header: t('rooms.now'), cell: (room) => <RoomMarks room={room} /> },
      { key: 'mode', header: t('rooms.mode'), show: 'wide', cell: ({ mode }) => t(`mode.${mode}`) },
      {
        key: 'externalId',
        header: t('rooms.externalId'),
        show: 'wide',
        cell: ({ externalId }) => (externalId === null ? '–' : <code>{externalId}</code>),
      },
      {
        key: 'createdAt',
        header: t('rooms.createdAt'),
        align: 'end',
        show: 'wide',
        cell: ({ createdAt }) => <time dateTime={createdAt}>{formats.dateTime(createdAt)}</time>,
      },
    ],
    [t, formats],
  );
}
