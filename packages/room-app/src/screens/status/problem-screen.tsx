import '@cloudmeet/ui/later-english';
import {
  errorText,
  OfflineIcon,
  ReloadIcon,
  ShieldIcon,
  StatusScreen,
  useText,
  WarningIcon,
} from '@cloudmeet/ui';
import type { StatusScreenProps, Translate } from '@cloudmeet/ui';
import type { PageProblem } from '../../page/view-slice.ts';
import { reloadPage } from '../../shell/reload-page.ts';
import { useSupportLink } from './use-support-link.tsx';

type Words = Pick<StatusScreenProps, 'title' | 'detail' | 'icon' | 'tone'> & { reload?: boolean };

/** Why no room can be shown here at all. */
export function ProblemScreen({ problem }: { problem: PageProblem }) {
  const { t } = useText();
  const { reload, ...words } = wordsOf(problem, t);
  return (
    <StatusScreen
      {...words}
      footnote={useSupportLink()}
      {...(reload ? { action: { label: t('common.reload'), onPress: reloadPage } } : {})}
    />
  );
}

function wordsOf(problem: PageProblem, t: Translate): Words {
  switch (problem) {
    case 'no-token':
      return {
        icon: <WarningIcon />,
        tone: 'warning',
        title: t('status.noTokenTitle'),
        detail: t('status.noTokenDetail'),
      };
    case 'webrtc-unsupported':
      return {
        icon: <WarningIcon />,
        tone: 'warning',
        title: t('status.unsupportedTitle'),
        detail: t('status.noWebrtcDetail'),
      };
    case 'insecure-context':
      return {
        icon: <ShieldIcon />,
        tone: 'warning',
        title: t('permission.insecureTitle'),
        detail: t('permission.insecureDetail'),
      };
    case 'origin-not-allowed':
      return {
        icon: <ShieldIcon />,
        tone: 'warning',
        title: t('status.embedTitle'),
        detail: t('status.embedDetail'),
      };
    case 'timeout':
      return {
        icon: <OfflineIcon />,
        title: t('status.silentTitle'),
        detail: t('status.silentDetail'),
        reload: true,
      };
    case 'protocol-mismatch':
    case 'load-failed':
      return {
        icon: <ReloadIcon />,
        title: errorText(problem, t).what,
        detail: errorText(problem, t).todo,
        reload: true,
      };
  }
}

// a screen is a chunk of its own: `lazy()` wants it as the default
export default ProblemScreen;
