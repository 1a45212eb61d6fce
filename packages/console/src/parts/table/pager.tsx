import { Button } from '@mantine/core';
import { useSearchParams } from 'react-router';
import { useConsoleText } from '../../text/use-console-text.tsx';
import styles from './pager.module.css';

/** The page of a list that the address names, as a list takes it. */
export function useCursorArg(): { cursor?: string } {
  const [search] = useSearchParams();
  const cursor = search.get('cursor');
  return cursor === null ? {} : { cursor };
}

/** Ways through a list by cursors, each with an address: to the newest again, and further back. */
export function Pager({ nextCursor }: { nextCursor: string | null | undefined }) {
  const { t } = useConsoleText();
  const [search, setSearch] = useSearchParams();
  const here = search.get('cursor');
  if (here === null && !nextCursor) return null;
  const go = (cursor: string | null) =>
    setSearch((old) => {
      const next = new URLSearchParams(old);
      if (cursor === null) next.delete('cursor');
      else next.set('cursor', cursor);
      return next;
    });
  return (
    <nav className={styles['pager']} aria-label={t('pager.label')}>
      <Button variant="subtle" disabled={here === null} onClick={() => go(null)}>
        {t('pager.newest')}
      </Button>
      <Button disabled={!nextCursor} onClick={() => go(nextCursor ?? null)}>
        {t('pager.older')}
      </Button>
    </nav>
  );
}
