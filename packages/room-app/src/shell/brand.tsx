import { Logo } from '@cloudmeet/ui';
import { usePage, usePageState } from '../page/page-context.tsx';

/** Who invites: the tenant's mark and name. Nothing for a room that nobody here knows. */
export function Brand({ size = 24, named = true }: { size?: number; named?: boolean }) {
  const { tenantName } = usePage().config;
  const logoUrl = usePageState(({ view }) => view.theme.logoUrl);
  if (tenantName === '') return null;
  return (
    <>
      <Logo name={tenantName} url={logoUrl} size={size} />
      {named ? <span dir="auto">{tenantName}</span> : null}
    </>
  );
}
