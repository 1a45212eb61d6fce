import type { ReactNode } from 'react';
import { classNames } from '../../class-names.ts';
import styles from './notice.module.css';

export type NoticeTone = 'neutral' | 'good' | 'warning' | 'danger';

export interface NoticeProps {
  tone?: NoticeTone;
  icon?: ReactNode;
  /** What is so. */
  children: ReactNode;
  /** What to do. */
  detail?: ReactNode;
  /** One button. */
  action?: ReactNode;
  /** Stands over pictures and so has a shadow: reconnecting, muted by a moderator. */
  floating?: boolean;
  /** `alert` where it cannot wait, `status` otherwise; `none` where it is part of the page from the start. */
  announce?: 'alert' | 'status' | 'none';
}

/** A line that says what is so and what to do: connection lost, device blocked, result of a test. */
export function Notice({
  tone = 'neutral',
  icon,
  children,
  detail,
  action,
  floating,
  announce = 'status',
}: NoticeProps) {
  return (
    <div
      className={classNames(styles.notice, styles[tone], floating && styles.floating)}
      role={announce === 'none' ? undefined : announce}
    >
      {icon ? <span className={styles.icon}>{icon}</span> : null}
      <div className={styles.words}>
        <p className={styles.what}>{children}</p>
        {detail ? <p className={styles.detail}>{detail}</p> : null}
      </div>
      {action ? <div className={styles.action}>{action}</div> : null}
    </div>
  );
}
