import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { useConfig } from '../../config/use-config.ts';
import { CodeBlock } from '../../parts/code/code-block.tsx';
import { useConsoleText } from '../../text/use-console-text.tsx';
import { pageSamples } from './samples.ts';
import styles from './get-started.module.css';

/** Code for the admin's page, and the permission that the page needs. */
export function EmbedStep() {
  const { t } = useConsoleText();
  return (
    <>
      <CodeBlock label={t('getStarted.embed')} samples={pageSamples(useConfig())} />
      <p className={styles['line']}>
        <Button variant="filled" component={Link} to="/allowed-origins">
          {t('getStarted.allowOrigin')}
        </Button>
        <span className={styles['muted']}>{t('getStarted.allowOriginWhy')}</span>
      </p>
    </>
  );
}
