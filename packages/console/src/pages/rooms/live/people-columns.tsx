import { useMemo } from 'react';
import { Avatar, QualityBars } from '@cloudmeet/ui';
import { api } from '../../../api/api.ts';
import type { PresentParticipant, Room } from '../../../api/api.ts';
import { actionsColumn } from '../../../parts/table/common-columns.tsx';
import type { Column } from '../../../parts/table/data-table.tsx';
import { RowDanger } from '../../../parts/table/row-danger.tsx';
import { useMayDo } from '../../../session/use-may-do.ts';
import { useConsoleText } from '../../../text/use-console-text.tsx';
import styles from './live.module.css';
import { Shares } from './shares.tsx';

export function usePeopleColumns(room: Room): readonly Column<PresentParticipant>[] {
  const text = useConsoleText();
  const { t, formats } = text;
  const mayDo = useMayDo();
  const mayEject = mayDo('ejectParticipant');
  return useMemo(
    () => [
      {
        key: 'name',
        header: t('live.name'),
        isName: true,
        cell: ({ name, avatarUrl }) => (
          <span className={styles['person']}>
            <Avatar name={name} size={24} {...(avatarUrl ? { url: avatarUrl } : {})} />
            {name}
          </span>
        ),
      },
      { key: 'role', header: t('live.role'), show: 'wide', cell: ({ role }) => t(`role.${role}`) },
      { key: 'shares', header: t('live.shares'), cell: (person) => <Shares room={room} person={person} /> },
      {
        key: 'network',
        header: t('live.network'),
        cell: ({ connected, quality }) => <QualityBars quality={connected ? quality : 'lost'} />,
      },
      {
        key: 'joined',
        header: t('live.joined'),
        show: 'wide',
        cell: ({ joinedAt }) => <time dateTime={joinedAt}>{formats.time(joinedAt)}</time>,
      },
      { key: 'id', header: t('live.id'), show: 'wide', cell: ({ userId }) => <code>{userId}</code> },
      actionsColumn(text, (person) => (mayEject ? <Remove room={room} person={person} /> : null)),
    ],
    [text, t, formats, mayEject, room],
  );
}

function Remove({ room, person: { id, name } }: { room: Room; person: PresentParticipant }) {
  const { t } = useConsoleText();
  const [eject, state] = api.useEjectParticipantMutation();
  return (
    <RowDanger
      label={t('live.remove')}
      describedLabel={t('live.removeName', { name })}
      title={t('live.removeTitle', { name })}
      consequence={t('live.removeWhat')}
      name={name}
      act={() => eject({ roomId: room.id, participantId: id })}
      state={state}
    />
  );
}
