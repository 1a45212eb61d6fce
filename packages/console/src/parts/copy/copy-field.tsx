import { Button } from '@mantine/core';
import { CheckIcon, CopyIcon } from '@cloudmeet/ui';
import { useConsoleText } from '../../text/use-console-text.tsx';
import { useCopy } from './use-copy.ts';
import styles from './copy.module.css';

/** A text that is to be taken along, such as a key that is shown once. */
export function CopyField({ value, label }: { value: string; label: string }) {
  const { t } = useConsoleText();
  const { copied, failed, copy } = useCopy(value);
  return (
    <div className={styles['field']}>
      <input
        className={styles['value']}
        aria-label={label}
        value={value}
        readOnly
        onFocus={({ currentTarget }) => currentTarget.select()}
      />
      <Button
        variant="subtle"
        leftSection={copied ? <CheckIcon /> : <CopyIcon />}
        onClick={copy}
        aria-label={t('copy.what', { what: label })}
      >
        {copied ? t('copy.copied') : t('copy.copy')}
      </Button>
      <output className="cm-hidden">{copied ? t('copy.copied') : failed ? t('copy.failed') : ''}</output>
    </div>
  );
}
