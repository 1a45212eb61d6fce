import { lazy, Suspense, useEffect, useState } from 'react';
import { useText } from '@cloudmeet/ui';

const OpeningScreen = lazy(() => import('./opening-screen.tsx'));

/** Words only for those who have to wait: nothing flashes where the room comes at once. */
const quietMs = 400;

/** The room is being reached. */
export function LoadingScreen() {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), quietMs);
    return () => clearTimeout(timer);
  }, []);
  return slow ? (
    <Suspense fallback={<Quiet />}>
      <OpeningScreen />
    </Suspense>
  ) : (
    <Quiet />
  );
}

function Quiet() {
  const { t } = useText();
  return <main aria-busy="true" aria-label={t('status.loadingTitle')} />;
}
