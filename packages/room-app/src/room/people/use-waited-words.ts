import { useEffect, useState } from 'react';
import { useText } from '@cloudmeet/ui';
import { usePageState } from '../../page/page-context.tsx';

const renewMs = 10_000;

/** How long a hand has been up, "Waiting 3 min"; undefined when it was up before I came. */
export function useWaitedWords(participantId: string): string | undefined {
  const { t } = useText();
  const sinceMs = usePageState(({ moments }) => moments.handSinceMs[participantId]);
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), renewMs);
    return () => clearInterval(timer);
  }, []);
  if (sinceMs === undefined) return undefined;
  const seconds = Math.max(0, Math.round((nowMs - sinceMs) / 1000));
  return seconds < 60
    ? t('people.waitingSeconds', { count: seconds })
    : t('people.waitingMinutes', { count: Math.floor(seconds / 60) });
}
