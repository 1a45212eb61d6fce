import { Skeleton } from '@mantine/core';
import { useConsoleText } from '../text/use-console-text.tsx';
import styles from './page-skeleton.module.css';

/** Stands where a page will be, as long as it is being fetched. */
export function PageSkeleton() {
  const { t } = useConsoleText();
  return (
    <div className={styles['skeleton']} aria-busy="true">
      <p className="cm-hidden">{t('state.loading')}</p>
      <Skeleton width={220} height={32} />
      <Skeleton height={320} radius="lg" />
    </div>
  );
}
