import { useEffect, useRef, useState } from 'react';
import { decide, limits } from '@cloudmeet/contracts';
import { selectMe, selectOthers, selectRoom } from '@cloudmeet/room-engine';
import { ChatComposer, Select, useText } from '@cloudmeet/ui';
import { useActions, usePageDispatch, usePageState, useRoomState } from '../../page/page-context.tsx';
import { useRun } from '../../page/use-run.ts';
import { viewChanged } from '../../page/view-slice.ts';
import { useMay } from '../use-may.ts';
import styles from './composer.module.css';

const everyone = 'everyone';

/** Where I write, and to whom. What is written is kept until the room has it. */
export function Composer() {
  const { t } = useText();
  const actions = useActions();
  const run = useRun();
  const dispatch = usePageDispatch();
  const draft = usePageState(({ view }) => view.chatDraft);
  const to = useRecipient();
  const [failed, setFailed] = useState(false);
  const offReason = useOffReason(to?.id);
  const box = useFocusOnOpen();
  const send = async (text: string): Promise<void> => {
    dispatch(viewChanged({ chatDraft: '' }));
    const sent = await run(() => actions.sendChat(text, to?.id));
    setFailed(!sent);
    if (!sent) dispatch(viewChanged({ chatDraft: text }));
  };
  return (
    <div ref={box} className={styles.composer}>
      <RecipientSelect />
      <ChatComposer
        value={draft}
        onChange={(chatDraft) => dispatch(viewChanged({ chatDraft }))}
        onSend={(text) => void send(text)}
        lengthMax={limits.chatTextLength}
        placeholder={to ? t('chat.placeholderDirect', { name: to.name }) : t('chat.placeholder')}
        offReason={offReason}
        error={failed ? t('chat.failed') : undefined}
      />
    </div>
  );
}

/** Whom I write to; undefined is everyone, also when that person has left. */
function useRecipient() {
  const chosen = usePageState(({ view }) => view.chatTo);
  return useRoomState(({ room }) => (chosen === null ? undefined : room.participants[chosen]));
}

/** Only while I write to one person (chosen from their menu): the way back to everyone, and to somebody else. */
function RecipientSelect() {
  const { t } = useText();
  const dispatch = usePageDispatch();
  const others = useRoomState(selectOthers);
  const may = useMay();
  const to = useRecipient();
  if (!to || !may('chat.direct')) return null;
  return (
    <Select
      label={t('chat.to')}
      labelHidden
      look="card"
      className={styles.recipient}
      value={to.id}
      options={[
        { value: everyone, label: t('chat.everyone') },
        ...others.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      onChange={(value) => dispatch(viewChanged({ chatTo: value === everyone ? null : value }))}
    />
  );
}

/** Why I cannot write now, in words; undefined when I can. */
function useOffReason(toId: string | undefined): string | undefined {
  const { t } = useText();
  const may = useMay();
  const me = useRoomState(selectMe);
  const { policies } = useRoomState(selectRoom);
  const permission = toId === undefined ? 'chat.send' : 'chat.direct';
  if (may(permission) || !me) return undefined;
  const decision = decide(permission, { role: me.role, granted: me.granted, policies });
  return !decision.allowed && decision.reason === 'on-request' ? t('chat.onRequest') : t('chat.off');
}

/** Who opens the chat means to write: the field takes the focus, except where a keyboard would cover the screen. */
function useFocusOnOpen() {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!window.matchMedia('(pointer: coarse)').matches) box.current?.querySelector('textarea')?.focus();
  }, []);
  return box;
}
