import { NavLink } from 'react-router';
import BookIcon from 'lucide-react/icons/book-open';
import { useConfig } from '../config/use-config.ts';
import { useConsoleText } from '../text/use-console-text.tsx';
import { navGroups } from './nav-items.ts';
import type { NavGroup } from './nav-items.ts';
import { pages } from './pages.ts';
import { PersonMenu } from './person-menu.tsx';
import { TenantMenu } from './tenant-menu.tsx';
import { useMayDo } from '../session/use-may-do.ts';
import styles from './rail.module.css';

/** Where one can go. On a phone it stands under a button. */
export function Rail({ open }: { open: boolean }) {
  const { t } = useConsoleText();
  const { apiUrl } = useConfig();
  return (
    <nav id="cm-rail" className={styles['rail']} data-open={open} aria-label={t('nav.label')}>
      <TenantMenu />
      <div className={styles['nav']}>
        {navGroups.map((group) => (
          <Group key={group.label ?? ''} group={group} />
        ))}
      </div>
      <div className={styles['foot']}>
        <a className={styles['item']} href={`${apiUrl}/docs`} target="_blank" rel="noreferrer">
          <BookIcon />
          {t('nav.documentation')}
        </a>
        <PersonMenu />
      </div>
    </nav>
  );
}

function Group({ group }: { group: NavGroup }) {
  const { t } = useConsoleText();
  const mayDo = useMayDo();
  const items = group.items.filter(({ needs }) => mayDo(needs));
  if (items.length === 0) return null;
  return (
    <>
      {group.label ? <h2 className={styles['heading']}>{t(group.label)}</h2> : null}
      <ul className={styles['list']}>
        {items.map(({ path, label, Icon }) => {
          const preload = () => void pages[path].preload().catch(() => undefined);
          return (
            <li key={path}>
              <NavLink className={styles['item'] ?? ''} to={path} onPointerEnter={preload} onFocus={preload}>
                <Icon />
                {t(label)}
              </NavLink>
            </li>
          );
        })}
      </ul>
    </>
  );
}
