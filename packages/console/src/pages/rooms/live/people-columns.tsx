import { useMemo, useState } from 'react';
import { Button } from '@mantine/core';
import {
  Avatar,
  CameraIcon,
  CameraOffIcon,
  MicrophoneIcon,
  MicrophoneOffIcon,
  ShareIcon,
} from '@cloudmeet/ui';
import { api } from '../../../api/api.ts';
import type { Participant, Room } from '../../../api/api.ts';
import { asProblem } from '../../../api/problem.ts';
import { ConfirmByName } from '../../../parts/confirm/confirm-by-name.tsx';
import type { Column } from '../../../parts/table/data-table.tsx';
import { useMayDo } from '../../../session/use-may-do.ts';
import { useConsoleText } from '../../../text/use-console-text.tsx';
import styles from './live.module.css';

export function usePeopleColumns(room: Room): readonly Column<Participant>[] {
  const { t, formats } = useConsoleText();
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
      { key: 'role', header: t('live.role'), cell: ({ role }) => t(`role.${role}`) },
      { key: 'shares', header: t('live.shares'), cell: (person) => <Shares person={person} /> },
      {
        key: 'joined',
        header: t('live.joined'),
        show: 'wide',
        cell: ({ joinedAt }) => <time dateTime={joinedAt}>{formats.time(joinedAt)}</time>,
      },
      { key: 'id', header: t('live.id'), show: 'wide', cell: ({ userId }) => <code>{userId}</code> },
      {
        key: 'remove',
        header: <span className="cm-hidden">{t('live.actions')}</span>,
        align: 'end',
        cell: (person) => (mayEject ? <Remove room={room} person={person} /> : null),
      },
    ],
    [t, formats, mayEject, room],
  );
}

function Shares({ person: { audio, video, screen } }: { person: Participant }) {
  const { t } = useConsoleText();
  return (
    <span className={styles['shares']}>
      <span data-on={audio}>
        {audio ? <MicrophoneIcon aria-hidden="true" /> : <MicrophoneOffIcon aria-hidden="true" />}
        <span className="cm-hidden">{audio ? t('live.audioOn') : t('live.audioOff')}</span>
      </span>
      <span data-on={video}>
        {video ? <CameraIcon aria-hidden="true" /> : <CameraOffIcon aria-hidden="true" />}
        <span className="cm-hidden">{video ? t('live.videoOn') : t('live.videoOff')}</span>
      </span>
      {screen ? (
        <span>
          <ShareIcon aria-hidden="true" />
          <span className="cm-hidden">{t('live.screenOn')}</span>
        </span>
      ) : null}
    </span>
  );
}

function Remove({ room, person }: { room: Room; person: Participant }) {
  const { t } = useConsoleText();
  const [asking, setAsking] = useState(false);
  const [eject, { error, isLoading }] = api.useEjectParticipantMutation();
  const remove = async () => {
    const answer = await eject({ roomId: room.id, participantId: person.id });
    if (!answer.error) setAsking(false);
  };
  return (
    <>
      <Button
        size="xs"
        variant="subtle"
        color="danger"
        onClick={() => setAsking(true)}
        aria-label={t('live.removeName', { name: person.name })}
      >
        {t('live.remove')}
      </Button>
      <ConfirmByName
        opened={asking}
        title={t('live.removeTitle', { name: person.name })}
        consequence={t('live.removeWhat')}
        name={person.name}
        confirmLabel={t('live.remove')}
        isBusy={isLoading}
        problem={asProblem(error)}
        onConfirm={() => void remove()}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
