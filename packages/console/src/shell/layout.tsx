import { useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'react-router';
import { CloseIcon } from '@cloudmeet/ui';
import MenuIcon from 'lucide-react/icons/menu';
import { useConsoleText } from '../text/use-console-text.tsx';
import { Rail } from './rail.tsx';
import styles from './layout.module.css';

/** Frame of every page: a link over the navigation, the rail (on a phone under a button), and the page. */
export function Layout({ children }: { children: ReactNode }) {
  const { t } = useConsoleText();
  const { pathname } = useLocation();
  // where the menu was opened: it is closed anywhere else
  const [openAt, setOpenAt] = useState<string>();
  const open = openAt === pathname;
  const setOpen = (wanted: boolean) => setOpenAt(wanted ? pathname : undefined);
  const close = (event: React.KeyboardEvent) => {
    if (event.key === 'Escape') setOpen(false);
  };
  return (
    <div className={styles['layout']}>
      <a className={styles['skip']} href="#main">
        {t('shell.skip')}
      </a>
      <div className={styles['side']} onKeyDown={close} role="presentation">
        <button
          type="button"
          className={styles['toggle']}
          aria-expanded={open}
          aria-controls="cm-rail"
          onClick={() => setOpen(!open)}
        >
          {open ? <CloseIcon /> : <MenuIcon />}
          <span>{open ? t('shell.closeMenu') : t('shell.openMenu')}</span>
        </button>
        <Rail open={open} />
      </div>
      <main id="main" className={styles['main']} tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}
