import { useCallback } from 'react';
import { InfoIcon, ToastRegion, WarningIcon } from '@cloudmeet/ui';
import { noticeDismissed } from '../page/notice-slice.ts';
import { usePageDispatch, usePageState } from '../page/page-context.tsx';

/** Short words about what just happened. */
export function Notices() {
  const dispatch = usePageDispatch();
  const notices = usePageState((state) => state.notices);
  const dismiss = useCallback((id: string) => dispatch(noticeDismissed(id)), [dispatch]);
  return (
    <ToastRegion
      onDismiss={dismiss}
      toasts={notices.map(({ id, tone, text, detail }) => ({
        id,
        tone,
        text: detail === undefined ? text : `${text} ${detail}`,
        icon: tone === 'neutral' || tone === 'good' ? <InfoIcon /> : <WarningIcon />,
      }))}
    />
  );
}
