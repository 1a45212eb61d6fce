import { useState } from 'react';
import { Button } from '@mantine/core';
import { useNavigate } from 'react-router';
import { api } from '../../api/api.ts';
import { asProblem } from '../../api/problem.ts';
import { useRequestKey } from '../../api/use-request-key.ts';
import { useNotify } from '../../notices/use-notify.ts';
import { Sheet } from '../../parts/sheet/sheet.tsx';
import { ProblemNotice } from '../../parts/states/problem-notice.tsx';
import { useConsoleText } from '../../text/use-console-text.tsx';
import { createBody, emptyDraft, parseMetadata } from './room-draft.ts';
import { RoomFields } from './room-form.tsx';
import styles from './rooms.module.css';

/** A new room beside the list. What was typed goes with the sheet. */
export function CreateRoomSheet({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useConsoleText();
  return (
    <Sheet opened={opened} title={t('rooms.create')} onClose={onClose}>
      <CreateRoomForm onClose={onClose} />
    </Sheet>
  );
}

function CreateRoomForm({ onClose }: { onClose: () => void }) {
  const { t } = useConsoleText();
  const [draft, setDraft] = useState(emptyDraft);
  const [createRoom, { error, isLoading }] = api.useCreateRoomMutation();
  const requestKey = useRequestKey(draft);
  const navigate = useNavigate();
  const notify = useNotify();
  const problem = asProblem(error);
  const submit = async () => {
    if (parseMetadata(draft.metadata) === undefined) return;
    const { data: room } = await createRoom({ 'Idempotency-Key': requestKey, createRoom: createBody(draft) });
    if (!room) return;
    notify(t('rooms.created', { name: room.name }));
    await navigate(`/rooms/${room.id}`);
  };
  return (
    <form
      className={styles['form']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <RoomFields draft={draft} onChange={setDraft} problem={problem} />
      <ProblemNotice problem={problem} />
      <div className={styles['buttons']}>
        <Button onClick={onClose}>{t('action.cancel')}</Button>
        <Button type="submit" variant="filled" loading={isLoading}>
          {t('rooms.create')}
        </Button>
      </div>
    </form>
  );
}
