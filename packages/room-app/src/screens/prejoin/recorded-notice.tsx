import type { Preview } from '@cloudmeet/contracts';
import { CircleDotIcon, Notice, useText } from '@cloudmeet/ui';

/** Says before joining that the call is recorded, and what pressing the button agrees to. */
export function RecordedNotice({ preview }: { preview: Preview }) {
  const { t } = useText();
  const { recording, requiresConsent } = preview.room;
  if (!recording && !requiresConsent) return null;
  return (
    <Notice
      tone="danger"
      announce="none"
      icon={<CircleDotIcon />}
      detail={requiresConsent ? t('prejoin.consent') : undefined}
    >
      {t('prejoin.recorded')}
    </Notice>
  );
}
