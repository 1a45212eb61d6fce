import '@cloudmeet/ui/later-english';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { selectChat, selectMyId } from '@cloudmeet/room-engine';
import { ChatList, IconButton, Panel, TrashIcon, useText } from '@cloudmeet/ui';
import type { ChatMessageItem } from '@cloudmeet/ui';
import { useActions, usePageDispatch, usePageState, useRoomState } from '../../page/page-context.tsx';
import { useRun } from '../../page/use-run.ts';
import { chatSeen } from '../../page/view-slice.ts';
import { useClosePanel } from '../use-close-panel.ts';
import { useMay } from '../use-may.ts';
import { chatItems } from './chat-items.ts';
import { Composer } from './composer.tsx';

/** The chat of this meeting. */
export function ChatPanel() {
  const { t } = useText();
  const close = useClosePanel('chat');
  const messages = useRoomState(selectChat);
  const myId = useRoomState(selectMyId);
  const participants = useRoomState(({ room }) => room.participants);
  const marks = usePageState(({ moments }) => moments.marks);
  const dispatch = usePageDispatch();
  const seenSeq = usePageState(({ view }) => view.chatSeenSeq);
  // the divider stays where it was when the panel was opened
  const [seenAtOpening] = useState(seenSeq);
  const unread = messages.find(({ seq, from }) => seq > seenAtOpening && from !== myId);
  const items = useMemo(
    () => chatItems({ messages, marks, myId, participants }, t),
    [messages, marks, myId, participants, t],
  );
  return (
    <Panel title={t('chat.title')} onClose={close} footer={<Composer />}>
      <ChatList
        items={items}
        unreadFromId={seenAtOpening > 0 ? unread?.id : null}
        onSeen={() => dispatch(chatSeen(messages.at(-1)?.seq ?? 0))}
        actionsFor={useDelete()}
      />
    </Panel>
  );
}

/** The button that deletes a message for everyone, for those who may. */
function useDelete(): ((message: ChatMessageItem) => ReactNode) | undefined {
  const { t } = useText();
  const actions = useActions();
  const run = useRun();
  const may = useMay();
  if (!may('chat.delete')) return undefined;
  return (message) => (
    <IconButton
      size="small"
      label={t('chat.delete')}
      icon={<TrashIcon />}
      onClick={() => void run(() => actions.deleteMessage(message.id))}
    />
  );
}

// the panel is a chunk of its own: `lazy()` wants it as the default
export default ChatPanel;
