import { Button, Dialog, useText } from '@cloudmeet/ui';
import { useActions } from '../../page/page-context.tsx';
import { useRun } from '../../page/use-run.ts';

/** Asked of everybody whom a recording meets in the room: until they agree nothing of them is sent. */
export function ConsentDialog() {
  const { t } = useText();
  const actions = useActions();
  const run = useRun();
  return (
    <Dialog
      open
      title={t('captures.consentTitle')}
      description={t('captures.consentDetail')}
      actions={
        <>
          <Button onClick={() => void run(() => actions.leave())}>{t('controls.leave')}</Button>
          <Button tone="primary" onClick={() => void run(() => actions.consent())}>
            {t('captures.agree')}
          </Button>
        </>
      }
    />
  );
}
