import '@cloudmeet/ui/later-english';
import type { ReactNode } from 'react';
import { useText } from '@cloudmeet/ui';
import { usePageState } from '../../page/page-context.tsx';
import styles from './support-link.module.css';

/** The way to the tenant's people, where they gave one. It opens beside the room. */
export function useSupportLink(): ReactNode {
  const { t } = useText();
  const url = usePageState(({ view }) => view.theme.supportUrl);
  if (url === undefined) return undefined;
  return (
    <a className={styles.link} href={url} target="_blank" rel="noopener noreferrer">
      {t('status.support')}
    </a>
  );
}
