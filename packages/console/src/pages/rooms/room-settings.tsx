import { useState } from 'react';
import { api, etagOf } from '../../api/api.ts';
import type { Room } from '../../api/api.ts';
import { asProblem } from '../../api/problem.ts';
import { Form } from '../../parts/form/form.tsx';
import { useNotify } from '../../notices/use-notify.ts';
import { useAppDispatch } from '../../store.ts';
import { useMayDo } from '../../session/use-may-do.ts';
import { useConsoleText } from '../../text/use-console-text.tsx';
import { draftOf, parseMetadata, updateBody } from './room-draft.ts';
import { RoomFields } from './room-form.tsx';
import styles from './rooms.module.css';

/** What somebody is changing, and the version that they change. */
interface Edit {
  draft: ReturnType<typeof draftOf>;
  etag: string | undefined;
  /** JSON of the draft as it was read: equal means that nothing was changed. */
  read: string;
}

const editOf = (room: Room): Edit => {
  const draft = draftOf(room);
  return { draft, etag: etagOf(room), read: JSON.stringify(draft) };
};

/** The form of a room's settings. A room that somebody else changes meanwhile is not overwritten: 412 says so. */
export function RoomSettings({ room }: { room: Room }) {
  const { t } = useConsoleText();
  // undefined: nothing was touched, and the form shows the room as it is now
  const [touched, setTouched] = useState<Edit>();
  const edit = touched ?? editOf(room);
  const dispatch = useAppDispatch();
  const [updateRoom, { error, isLoading, reset }] = api.useUpdateRoomMutation();
  const notify = useNotify();
  const mayDo = useMayDo();
  const problem = asProblem(error);
  const isChanged = JSON.stringify(edit.draft) !== edit.read;
  const discard = () => {
    reset();
    setTouched(undefined);
  };
  const submit = async () => {
    if (parseMetadata(edit.draft.metadata) === undefined) return;
    const { data } = await updateRoom({
      roomId: room.id,
      ...(edit.etag === undefined ? {} : { 'If-Match': edit.etag }),
      updateRoom: updateBody(edit.draft),
    });
    if (!data) return;
    await dispatch(api.util.upsertQueryData('getRoom', { roomId: room.id }, data));
    setTouched(undefined);
    notify(t('rooms.saved'));
  };
  return (
    <div className={styles['narrow']}>
      <Form
        problem={problem}
        submitLabel={t('action.save')}
        isBusy={isLoading}
        isResting={!isChanged}
        onSubmit={() => void submit()}
        {...(isChanged ? { onCancel: discard, cancelLabel: t('action.discard') } : {})}
      >
        <fieldset
          className={`${styles['group'] ?? ''} ${styles['form'] ?? ''}`}
          disabled={!mayDo('updateRoom')}
        >
          <RoomFields
            draft={edit.draft}
            onChange={(draft) => setTouched({ ...edit, draft })}
            problem={problem}
          />
        </fieldset>
      </Form>
    </div>
  );
}
