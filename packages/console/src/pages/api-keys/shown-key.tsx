import { Button } from '@mantine/core';
import { CopyField } from '../../parts/copy/copy-field.tsx';
import { useConsoleText } from '../../text/use-console-text.tsx';

/** A key this once, until somebody says that they have it. */
export function ShownKey({ value, onStored }: { value: string; onStored: () => void }) {
  const { t } = useConsoleText();
  return (
    <>
      <CopyField label={t('keys.key')} value={value} />
      <output>{t('keys.shownOnce')}</output>
      <Button variant="filled" onClick={onStored}>
        {t('keys.stored')}
      </Button>
    </>
  );
}
