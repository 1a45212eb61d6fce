import type { ReactNode } from 'react';
import { formatTime } from '../../text/format-time.ts';
import { useText } from '../../text/use-text.tsx';
import { Avatar } from '../avatar/avatar.tsx';
import type { ChatMessageItem } from './chat-item.ts';
import { splitLinks } from './split-links.ts';
import styles from './chat-group.module.css';

export interface ChatGroupProps {
  /** Of one author, close together. */
  messages: readonly [ChatMessageItem, ...ChatMessageItem[]];
  actionsFor?: ((message: ChatMessageItem) => ReactNode) | undefined;
  timeZone?: string | undefined;
}

/** One name, one time, the messages under it. */
export function ChatGroup({ messages, actionsFor, timeZone }: ChatGroupProps) {
  const { t, language } = useText();
  const [first] = messages;
  const author = first.self ? t('common.you') : first.authorName;
  return (
    <article className={styles.group} aria-label={author}>
      <Avatar name={first.authorName} url={first.authorAvatarUrl} seed={first.authorId} size={28} />
      <div className={styles.column}>
        <header className={styles.head}>
          <bdi className={styles.author}>{author}</bdi>
          <time className={styles.time} dateTime={new Date(first.atMs).toISOString()}>
            {formatTime(first.atMs, language, timeZone)}
          </time>
          {first.direct ? <span className={styles.direct}>{directWords(first, t)}</span> : null}
        </header>
        {messages.map((message) => (
          <div key={message.id} className={styles.message}>
            <MessageText message={message} />
            {actionsFor && message.state === undefined ? (
              <div className={styles.actions}>{actionsFor(message)}</div>
            ) : null}
          </div>
        ))}
      </div>
    </article>
  );
}

function directWords({ direct }: ChatMessageItem, t: ReturnType<typeof useText>['t']): string {
  return typeof direct === 'object' ? t('chat.directTo', { name: direct.toName }) : t('chat.directFrom');
}

function MessageText({ message }: { message: ChatMessageItem }) {
  const { t } = useText();
  const { state, text } = message;
  if (state === 'deleted') return <p className={styles.quiet}>{t('chat.deleted')}</p>;
  return (
    <div className={styles.words}>
      <p dir="auto" className={styles.text} data-state={state}>
        {splitLinks(text).map((piece) =>
          piece.kind === 'text' ? (
            piece.text
          ) : (
            <a key={piece.start} href={piece.href} target="_blank" rel="noopener noreferrer nofollow ugc">
              {piece.text}
            </a>
          ),
        )}
      </p>
      {state === undefined ? null : (
        <p className={styles.quiet} data-failed={state === 'failed' || undefined}>
          {t(state === 'sending' ? 'chat.sending' : 'chat.failed')}
        </p>
      )}
    </div>
  );
}
