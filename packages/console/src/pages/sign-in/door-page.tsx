import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { CloudMeetMark } from '../../shell/cloudmeet-mark.tsx';
import styles from './door.module.css';

export interface DoorPageProps {
  title: string;
  lead?: ReactNode;
  /** Under the card: the other way. */
  foot?: ReactNode;
  children: ReactNode;
}

/** A page before anybody is known: one card, one thing to do. */
export function DoorPage({ title, lead, foot, children }: DoorPageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · CloudMeet`;
    heading.current?.focus({ preventScroll: true });
  }, [title]);
  return (
    <main className={styles['page']}>
      <div className={styles['brand']}>
        <CloudMeetMark size={32} />
        <span>CloudMeet</span>
      </div>
      <div className={styles['card']}>
        <h1 ref={heading} className={styles['title']} tabIndex={-1}>
          {title}
        </h1>
        {lead ? <p className={styles['lead']}>{lead}</p> : null}
        {children}
      </div>
      {foot ? <div className={styles['foot']}>{foot}</div> : null}
    </main>
  );
}
