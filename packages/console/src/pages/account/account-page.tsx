import { Page } from '../../parts/page/page.tsx';
import { useMe } from '../../session/use-me.ts';
import { PageSkeleton } from '../../shell/page-skeleton.tsx';
import { useConsoleText } from '../../text/use-console-text.tsx';
import { MfaCard } from './mfa-card.tsx';
import { NameCard } from './name-card.tsx';
import { PasswordCard } from './password-card.tsx';
import { SignedInDevices } from './signed-in-devices.tsx';
import styles from './account.module.css';

/** The person at the page: name, password, second factor, and where they are signed in. */
export default function AccountPage() {
  const { t } = useConsoleText();
  const { me } = useMe();
  if (!me) return <PageSkeleton />;
  return (
    <Page title={t('nav.account')} lead={me.email}>
      <div className={styles['cards']}>
        <NameCard me={me} />
        <MfaCard isOn={me.mfa} />
        <PasswordCard />
      </div>
      <SignedInDevices />
    </Page>
  );
}
