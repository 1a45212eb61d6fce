import { useEffect, useState } from 'react';
import { DoorIcon, StatusScreen, useText } from '@cloudmeet/ui';

/** Words only for those who have to wait: nothing flashes where the room comes at once. */
const quietMs = 400;

/** The room is being reached. */
export function LoadingScreen() {
  const { t } = useText();
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), quietMs);
    return () => clearTimeout(timer);
  }, []);
  if (!slow) return <main aria-busy="true" aria-label={t('status.loadingTitle')} />;
  return (
    <StatusScreen
      icon={<DoorIcon />}
      title={t('status.loadingTitle')}
      detail={t('status.loadingDetail')}
      takesFocus={false}
    />
  );
}
