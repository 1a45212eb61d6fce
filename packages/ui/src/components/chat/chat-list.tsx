import { useEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { ArrowDownIcon } from '../../icons.ts';
import { formatDay, formatTime } from '../../text/format-time.ts';
import { useText } from '../../text/use-text.tsx';
import { Button } from '../button/button.tsx';
import { ChatGroup } from './chat-group.tsx';
import type { ChatItem, ChatMessageItem } from './chat-item.ts';
import { groupChat } from './group-chat.ts';
import type { ChatBlock } from './group-chat.ts';
import { useStickToBottom } from './use-stick-to-bottom.ts';
import styles from './chat-list.module.css';

export interface ChatListProps {
  /** Oldest first. */
  items: readonly ChatItem[];
  /** The first message not yet seen: a divider stands before it. */
  unreadFromId?: string | null | undefined;
  /** Shown on hover and focus of a message, e.g. a delete button. */
  actionsFor?: ((message: ChatMessageItem) => ReactNode) | undefined;
  /** Called when the newest message comes into sight. */
  onSeen?: (() => void) | undefined;
  /** For stories and tests; the present otherwise. */
  nowMs?: number | undefined;
  timeZone?: string | undefined;
}

/** The messages of a room. Sticks to the newest while you are there; text only, never markup. */
export function ChatList({ items, unreadFromId, actionsFor, onSeen, nowMs, timeZone }: ChatListProps) {
  const { t } = useText();
  const { ref, onScroll, atEnd, toEnd } = useStickToBottom(items.length);
  const blocks = useMemo(() => groupChat(items, unreadFromId, timeZone), [items, unreadFromId, timeZone]);
  const [openedMs] = useState(Date.now);
  const presentMs = Math.max(openedMs, items.at(-1)?.atMs ?? 0);
  const newestId = items.at(-1)?.id;
  const seen = useRef(onSeen);
  useEffect(() => {
    seen.current = onSeen;
  });
  useEffect(() => {
    if (atEnd && newestId !== undefined) seen.current?.();
  }, [atEnd, newestId]);
  const below = atEnd ? 0 : countFrom(items, unreadFromId);
  return (
    <div className={styles.frame}>
      <div
        ref={ref}
        role="log"
        aria-label={t('chat.messages')}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must scroll by keyboard too
        tabIndex={0}
        className={styles.list}
        onScroll={onScroll}
      >
        {items.length === 0 ? <Empty /> : null}
        {blocks.map((block) => (
          <Block
            key={block.id}
            block={block}
            actionsFor={actionsFor}
            nowMs={nowMs ?? presentMs}
            timeZone={timeZone}
          />
        ))}
      </div>
      {below > 0 ? (
        <div className={styles.below}>
          <Button size="small" icon={<ArrowDownIcon />} onClick={toEnd}>
            {t('chat.newMessages', { count: below })}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function countFrom(items: readonly ChatItem[], unreadFromId: string | null | undefined): number {
  const from = items.findIndex(({ id }) => id === unreadFromId);
  return from < 0 ? 0 : items.slice(from).filter(({ kind }) => kind === 'message').length;
}

function Empty() {
  const { t } = useText();
  return (
    <div className={styles.empty}>
      <p className={styles.emptyTitle}>{t('chat.emptyTitle')}</p>
      <p>{t('chat.emptyDetail')}</p>
    </div>
  );
}

interface BlockProps extends Pick<ChatListProps, 'actionsFor' | 'timeZone'> {
  nowMs: number;
  block: ChatBlock;
}

function Block({ block, actionsFor, nowMs, timeZone }: BlockProps) {
  const { t, language } = useText();
  switch (block.kind) {
    case 'day':
      return <Divider>{formatDay(block.atMs, nowMs, language, t, timeZone)}</Divider>;
    case 'unread':
      return <Divider accent>{t('chat.unreadFromHere')}</Divider>;
    case 'system': {
      const { text, atMs } = block.item;
      return <Divider>{t('marks.atTime', { text, time: formatTime(atMs, language, timeZone) })}</Divider>;
    }
    case 'group':
      return <ChatGroup messages={block.messages} actionsFor={actionsFor} timeZone={timeZone} />;
  }
}

function Divider({ accent, children }: { accent?: boolean; children: ReactNode }) {
  return (
    <div className={styles.divider} data-accent={accent || undefined}>
      <span>{children}</span>
    </div>
  );
}
