import { useState } from 'react';
import { Button } from '@mantine/core';
import { EndIcon, PeopleIcon } from '@cloudmeet/ui';
import { api } from '../../../api/api.ts';
import type { Room } from '../../../api/api.ts';
import { asProblem } from '../../../api/problem.ts';
import { Figures } from '../../../parts/figures/figures.tsx';
import { ConfirmByName } from '../../../parts/confirm/confirm-by-name.tsx';
import { EmptyState } from '../../../parts/states/empty-state.tsx';
import { DataTable } from '../../../parts/table/data-table.tsx';
import { useMayDo } from '../../../session/use-may-do.ts';
import { useConsoleText } from '../../../text/use-console-text.tsx';
import { useNow } from '../../../parts/figures/use-now.ts';
import { Lobby } from './lobby.tsx';
import { usePeopleColumns } from './people-columns.tsx';
import styles from './live.module.css';

/** Who is in the room now, what they share, and what a host may do about it from outside. */
export function LiveView({ room }: { room: Room }) {
  const { t } = useConsoleText();
  if (!room.session)
    return (
      <div className={styles['empty']}>
        <EmptyState Icon={PeopleIcon} what={t('live.nobody')} todo={t('live.nobodyDo')} />
      </div>
    );
  return <LiveSession room={room} session={room.session} />;
}

function LiveSession({ room, session }: { room: Room; session: NonNullable<Room['session']> }) {
  const { t, formats } = useConsoleText();
  const now = useNow();
  const { currentData, error, refetch } = api.useListParticipantsQuery(
    { roomId: room.id, limit: 100 },
    { pollingInterval: 3000, skipPollingIfUnfocused: true },
  );
  const people = currentData?.data;
  const publishing = people?.filter(({ audio, video, screen }) => audio || video || screen).length;
  return (
    <div className={styles['live']}>
      <div className={styles['head']}>
        <Figures
          figures={[
            {
              label: t('live.since', { time: formats.time(session.startedAt) }),
              value: formats.duration((now - Date.parse(session.startedAt)) / 1000),
            },
            { label: t('live.people'), value: formats.number(session.participantCount) },
            {
              label: t('live.publishing'),
              value: publishing === undefined ? '–' : formats.number(publishing),
            },
            { label: t('live.topology'), value: t(`topology.${session.topology}`) },
          ]}
        />
        <EndForAll room={room} />
      </div>
      <Lobby room={room} />
      <DataTable
        label={t('live.people')}
        columns={usePeopleColumns(room)}
        rows={people}
        rowKey={({ id }) => id}
        problem={asProblem(error)}
        onRetry={() => void refetch()}
        empty={<EmptyState Icon={PeopleIcon} what={t('live.noPeople')} todo={t('live.noPeopleDo')} />}
      />
      <p className={styles['note']}>{t('live.note')}</p>
    </div>
  );
}

function EndForAll({ room }: { room: Room }) {
  const { t } = useConsoleText();
  const mayDo = useMayDo();
  const [asking, setAsking] = useState(false);
  const [end, { error, isLoading }] = api.useEndSessionMutation();
  if (!mayDo('endSession')) return null;
  const confirm = async () => {
    const answer = await end({ roomId: room.id });
    if (!answer.error) setAsking(false);
  };
  return (
    <>
      <Button color="danger" leftSection={<EndIcon />} onClick={() => setAsking(true)}>
        {t('live.end')}
      </Button>
      <ConfirmByName
        opened={asking}
        title={t('live.endTitle', { name: room.name })}
        consequence={t('live.endWhat')}
        name={room.name}
        confirmLabel={t('live.end')}
        isBusy={isLoading}
        problem={asProblem(error)}
        onConfirm={() => void confirm()}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
