import { CheckIcon, CopyIcon } from '@cloudmeet/ui';
import { useConsoleText } from '../../text/use-console-text.tsx';
import { useCopy } from './use-copy.ts';
import styles from './copy.module.css';

/** An id that can be copied with one press. */
export function CopyId({ value, label }: { value: string; label: string }) {
  const { t } = useConsoleText();
  const { copied, copy } = useCopy(value);
  return (
    <button type="button" className={styles['id']} onClick={copy}>
      <span className="cm-hidden">{t('copy.what', { what: label })}</span>
      <code>{value}</code>
      {copied ? <CheckIcon aria-hidden="true" /> : <CopyIcon aria-hidden="true" />}
      <output className="cm-hidden">{copied ? t('copy.copied') : ''}</output>
    </button>
  );
}
