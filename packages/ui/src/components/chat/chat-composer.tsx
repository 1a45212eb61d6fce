import { useId } from 'react';
import type { KeyboardEvent } from 'react';
import { SendIcon } from '../../icons.ts';
import { useText } from '../../text/use-text.tsx';
import { IconButton } from '../icon-button/icon-button.tsx';
import styles from './chat-composer.module.css';

export interface ChatComposerProps {
  /** What is written; the page keeps it, so that a failure or a closed panel loses nothing. */
  value: string;
  onChange: (value: string) => void;
  /** Enter and the button. Called with what is written, trimmed at its end, never empty. */
  onSend: (text: string) => void;
  /** Longest text, in UTF-16 code units. */
  lengthMax: number;
  /** "Message everyone" unless given. */
  placeholder?: string;
  /** Why nothing can be written now; stands where the field would. */
  offReason?: string | undefined;
  /** What went wrong with the last one. */
  error?: string | undefined;
}

/** Where a message is written. Enter sends, Shift and Enter makes a new line, composing (IME) is left alone. */
export function ChatComposer({
  value,
  onChange,
  onSend,
  lengthMax,
  placeholder,
  offReason,
  error,
}: ChatComposerProps) {
  const { t } = useText();
  const noteId = useId();
  const over = value.length - lengthMax;
  const text = value.trimEnd();
  const ready = text.trim() !== '' && over <= 0;
  const note = over > 0 ? t('chat.tooLong', { count: over }) : error;
  const send = () => (ready ? onSend(text) : undefined);
  if (offReason) return <p className={styles.off}>{offReason}</p>;
  return (
    <div className={styles.composer}>
      <div className={styles.box} data-invalid={note ? '' : undefined}>
        <div className={styles.grow} data-value={`${value}\n`}>
          <textarea
            dir="auto"
            rows={1}
            className={styles.input}
            aria-label={placeholder ?? t('chat.placeholder')}
            aria-describedby={note ? noteId : undefined}
            aria-invalid={note ? true : undefined}
            placeholder={placeholder ?? t('chat.placeholder')}
            value={value}
            onChange={(event) => onChange(event.target.value)}
            onKeyDown={(event) => sendOnEnter(event, send)}
          />
        </div>
        <IconButton
          label={t('chat.send')}
          icon={<SendIcon />}
          tooltip={false}
          aria-disabled={!ready}
          className={styles.send}
          onClick={send}
        />
      </div>
      <output id={noteId} className={styles.note}>
        {note}
      </output>
    </div>
  );
}

function sendOnEnter(event: KeyboardEvent<HTMLTextAreaElement>, send: () => void): void {
  if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
  event.preventDefault();
  send();
}
