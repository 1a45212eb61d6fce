import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router';
import { ChevronRightIcon } from '@cloudmeet/ui';
import { useConsoleText } from '../../text/use-console-text.tsx';
import styles from './page.module.css';

export interface PageProps {
  title: string;
  /** One sentence under the title. */
  lead?: ReactNode;
  /** The page above, and the id of this thing. */
  above?: { label: string; to: string; here: string };
  /** Marks beside the title. */
  marks?: ReactNode;
  /** The one main action, last; lesser ones before it. */
  actions?: ReactNode;
  children: ReactNode;
}

/** The page that the console was opened at: its title does not take the focus. */
let openedAt: string | undefined;

/**
 * Head and body of a page. Whoever comes from another page finds the focus on the title, so that a screen reader says
 * where they are; a page that was opened directly leaves it where the browser has it.
 */
export function Page({ title, lead, above, marks, actions, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { pathname } = useLocation();
  useEffect(() => {
    document.title = `${title} · CloudMeet`;
  }, [title]);
  useEffect(() => {
    if (openedAt === undefined) openedAt = pathname;
    else heading.current?.focus({ preventScroll: true });
  }, [pathname]);
  return (
    <>
      <header className={styles['head']}>
        <div className={styles['titles']}>
          {above ? <Breadcrumb {...above} /> : null}
          <div className={styles['line']}>
            <h1 ref={heading} className={styles['title']} tabIndex={-1}>
              {title}
            </h1>
            {marks}
          </div>
          {lead ? <p className={styles['lead']}>{lead}</p> : null}
        </div>
        {actions ? <div className={styles['actions']}>{actions}</div> : null}
      </header>
      <div className={styles['body']}>{children}</div>
    </>
  );
}

function Breadcrumb({ label, to, here }: { label: string; to: string; here: string }) {
  const { t } = useConsoleText();
  return (
    <nav className={styles['above']} aria-label={t('page.breadcrumb')}>
      <Link to={to}>{label}</Link>
      <ChevronRightIcon aria-hidden="true" />
      <span className="cm-mono" aria-current="page">
        {here}
      </span>
    </nav>
  );
}
