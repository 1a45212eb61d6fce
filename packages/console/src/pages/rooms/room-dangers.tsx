import { useState } from 'react';
import { Button } from '@mantine/core';
import { useNavigate } from 'react-router';
import { api } from '../../api/api.ts';
import type { Room } from '../../api/api.ts';
import { asProblem } from '../../api/problem.ts';
import { useNotify } from '../../notices/use-notify.ts';
import { ConfirmByName } from '../../parts/confirm/confirm-by-name.tsx';
import { DangerZone } from '../../parts/confirm/danger-zone.tsx';
import { useConsoleText } from '../../text/use-console-text.tsx';

/** What cannot be undone about a room, apart from its settings. */
export function RoomDangers({ room }: { room: Room }) {
  const { t } = useConsoleText();
  const [asking, setAsking] = useState(false);
  const [deleteRoom, { error, isLoading }] = api.useDeleteRoomMutation();
  const navigate = useNavigate();
  const notify = useNotify();
  const remove = async () => {
    const answer = await deleteRoom({ roomId: room.id });
    if (answer.error) return;
    notify(t('rooms.deleted', { name: room.name }));
    await navigate('/rooms', { replace: true });
  };
  return (
    <DangerZone what={t('rooms.delete')} consequence={t('rooms.deleteWhat')}>
      <Button color="danger" onClick={() => setAsking(true)}>
        {t('rooms.delete')}
      </Button>
      <ConfirmByName
        opened={asking}
        title={t('rooms.deleteTitle', { name: room.name })}
        consequence={t('rooms.deleteWhat')}
        name={room.name}
        confirmLabel={t('rooms.delete')}
        isBusy={isLoading}
        problem={asProblem(error)}
        onConfirm={() => void remove()}
        onClose={() => setAsking(false)}
      />
    </DangerZone>
  );
}
