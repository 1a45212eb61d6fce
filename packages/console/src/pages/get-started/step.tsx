import type { ReactNode } from 'react';
import { CheckIcon } from '@cloudmeet/ui';
import { useConsoleText } from '../../text/use-console-text.tsx';
import styles from './get-started.module.css';

/** One step: its number until it is done, then a tick. */
export function Step(props: { number: number; isDone: boolean; title: string; children: ReactNode }) {
  const { number, isDone, title, children } = props;
  const { t } = useConsoleText();
  return (
    <li className={styles['step']}>
      <span className={styles['number']} data-done={isDone} aria-hidden="true">
        {isDone ? <CheckIcon /> : number}
      </span>
      <div className={styles['content']}>
        <h2 className={styles['heading']}>
          {title}
          <span className="cm-hidden">{isDone ? `, ${t('getStarted.done')}` : ''}</span>
        </h2>
        {children}
      </div>
    </li>
  );
}
