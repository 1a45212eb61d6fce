import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { classNames } from '../../class-names.ts';
import { Button } from '../button/button.tsx';
import styles from './status-screen.module.css';

export interface StatusScreenProps {
  icon: ReactNode;
  /** Colours the icon; words carry the meaning. */
  tone?: 'neutral' | 'accent' | 'warning' | 'danger';
  /** One sentence: what is so. */
  title: string;
  /** One sentence: what to do. */
  detail: ReactNode;
  /** The one button; `neutral` where staying is what most people want. */
  action?: { label: string; onPress: () => void; busy?: boolean; tone?: 'primary' | 'neutral' };
  /** Above everything: who this is, a `Logo` with a name. */
  brand?: ReactNode;
  /** Between words and button, e.g. a picture of yourself while you wait. */
  children?: ReactNode;
  /** Small print at the foot: a reference for support. */
  footnote?: ReactNode;
  /** Gives the title the focus when the screen comes, so that screen readers begin there. */
  takesFocus?: boolean;
}

/** Waiting, ended, removed, denied, failing: what is so, what to do, one button. */
export function StatusScreen(props: StatusScreenProps) {
  const {
    icon,
    tone = 'neutral',
    title,
    detail,
    action,
    brand,
    children,
    footnote,
    takesFocus = true,
  } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) heading.current?.focus({ preventScroll: true });
  }, [takesFocus, title]);
  return (
    <main className={styles.screen}>
      <div className={styles.column}>
        {brand ? <div className={styles.brand}>{brand}</div> : null}
        <div className={classNames(styles.icon, styles[tone])}>{icon}</div>
        <h1 ref={heading} tabIndex={-1} className={styles.title}>
          {title}
        </h1>
        <p className={styles.detail}>{detail}</p>
        {children}
        {action ? (
          <Button
            tone={action.tone ?? 'primary'}
            size="large"
            busy={action.busy ?? false}
            onClick={action.onPress}
          >
            {action.label}
          </Button>
        ) : null}
        {footnote ? <p className={styles.footnote}>{footnote}</p> : null}
      </div>
    </main>
  );
}
