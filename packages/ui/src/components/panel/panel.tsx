import { useId, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { CloseIcon } from '../../icons.ts';
import { useText } from '../../text/use-text.tsx';
import { IconButton } from '../icon-button/icon-button.tsx';
import { SheetHandle } from './sheet-handle.tsx';
import { useEscape } from './use-escape.ts';
import styles from './panel.module.css';

export interface PanelProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
  /** Stays at the foot: a composer, one button. */
  footer?: ReactNode;
}

/** Chat or people: a card beside the stage from 900 px of room, a sheet under it below that. Escape closes it. */
export function Panel({ title, onClose, children, footer }: PanelProps) {
  const { t } = useText();
  const titleId = useId();
  const [tall, setTall] = useState(false);
  const panel = useRef<HTMLElement>(null);
  useEscape(panel, onClose);
  return (
    <aside ref={panel} className={styles.panel} aria-labelledby={titleId} data-tall={tall || undefined}>
      <SheetHandle tall={tall} onTall={setTall} onClose={onClose} />
      <header className={styles.head}>
        <h2 id={titleId} className={styles.title}>
          {title}
        </h2>
        <IconButton
          label={t('panel.close', { title })}
          icon={<CloseIcon />}
          tooltip={false}
          onClick={onClose}
        />
      </header>
      <div className={styles.body}>{children}</div>
      {footer ? <footer className={styles.footer}>{footer}</footer> : null}
    </aside>
  );
}
