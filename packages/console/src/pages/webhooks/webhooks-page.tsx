import { Button, Tabs } from '@mantine/core';
import PlusIcon from 'lucide-react/icons/plus';
import { Page } from '../../parts/page/page.tsx';
import { useTab } from '../../parts/page/use-tab.ts';
import { useSheet } from '../../parts/sheet/use-sheet.ts';
import { useMayDo } from '../../session/use-may-do.ts';
import { useConsoleText } from '../../text/use-console-text.tsx';
import { CreateEndpointSheet } from './create-endpoint-sheet.tsx';
import { Deliveries } from './deliveries.tsx';
import { Endpoints } from './endpoints.tsx';

const tabs = ['endpoints', 'deliveries'] as const;

/** Where the tenant's servers hear what happens, and what they were told. */
export default function WebhooksPage() {
  const { t } = useConsoleText();
  const mayDo = useMayDo();
  const [tab, setTab] = useTab(tabs);
  const sheet = useSheet('new');
  const create = mayDo('createWebhookEndpoint') ? (
    <Button variant="filled" leftSection={<PlusIcon />} onClick={() => sheet.open('endpoint')}>
      {t('webhooks.create')}
    </Button>
  ) : null;
  return (
    <Page title={t('nav.webhooks')} lead={t('webhooks.lead')} actions={create}>
      <Tabs value={tab} onChange={setTab} keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="endpoints">{t('webhooks.endpoints')}</Tabs.Tab>
          {mayDo('listWebhookDeliveries') ? (
            <Tabs.Tab value="deliveries">{t('webhooks.deliveries')}</Tabs.Tab>
          ) : null}
        </Tabs.List>
        <Tabs.Panel value="endpoints">
          <Endpoints create={create} />
        </Tabs.Panel>
        <Tabs.Panel value="deliveries">
          <Deliveries />
        </Tabs.Panel>
      </Tabs>
      <CreateEndpointSheet opened={sheet.value === 'endpoint'} onClose={sheet.close} />
    </Page>
  );
}
