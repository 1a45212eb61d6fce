import { Menu } from '@mantine/core';
import { CheckIcon, Logo } from '@cloudmeet/ui';
import ChevronsIcon from 'lucide-react/icons/chevrons-up-down';
import { api } from '../api/api.ts';
import { keepPreference } from '../config/preferences.ts';
import { tenantChosen } from '../session/session-slice.ts';
import { useMe } from '../session/use-me.ts';
import type { Membership } from '../session/use-me.ts';
import { useAppDispatch } from '../store.ts';
import { useConsoleText } from '../text/use-console-text.tsx';
import styles from './rail.module.css';

/** The tenant that everything on the page belongs to; a menu for people in several. */
export function TenantMenu() {
  const { me, membership } = useMe();
  const dispatch = useAppDispatch();
  const { t } = useConsoleText();
  if (!me || !membership) return <div className={styles['tenant']} />;
  const choose = ({ tenantId }: Membership) => {
    if (tenantId === membership.tenantId) return;
    keepPreference(document, 'tenant', tenantId);
    dispatch(tenantChosen(tenantId));
    dispatch(api.util.resetApiState());
  };
  if (me.memberships.length === 1)
    return (
      <div className={`${styles['item'] ?? ''} ${styles['tenant'] ?? ''} ${styles['still'] ?? ''}`}>
        <Face membership={membership} />
      </div>
    );
  return (
    <Menu position="bottom-start" width={232}>
      <Menu.Target>
        <button type="button" className={`${styles['item'] ?? ''} ${styles['tenant'] ?? ''}`}>
          <Face membership={membership} />
          <ChevronsIcon aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('tenant.change')}</Menu.Label>
        {me.memberships.map((one) => (
          <Menu.Item
            key={one.tenantId}
            role="menuitemradio"
            aria-checked={one.tenantId === membership.tenantId}
            leftSection={<Logo name={one.tenantName} size={20} />}
            rightSection={one.tenantId === membership.tenantId ? <CheckIcon /> : null}
            onClick={() => choose(one)}
          >
            {one.tenantName}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Face({ membership: { tenantName, role } }: { membership: Membership }) {
  const { t } = useConsoleText();
  return (
    <>
      <Logo name={tenantName} size={28} />
      <span className={styles['names']}>
        <span className={styles['name']}>{tenantName}</span>
        <span className={styles['role']}>{t(`memberRole.${role}`)}</span>
      </span>
    </>
  );
}
