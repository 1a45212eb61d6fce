import '@cloudmeet/ui/later-english';
import { DoorIcon, StatusScreen, useText } from '@cloudmeet/ui';

/** The room takes its time: says so. */
export function OpeningScreen() {
  const { t } = useText();
  return (
    <StatusScreen
      icon={<DoorIcon />}
      title={t('status.loadingTitle')}
      detail={t('status.loadingDetail')}
      takesFocus={false}
    />
  );
}

// a screen is a chunk of its own: `lazy()` wants it as the default
export default OpeningScreen;
