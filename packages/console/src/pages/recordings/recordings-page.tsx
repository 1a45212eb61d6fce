import { Tabs } from '@mantine/core';
import { Page } from '../../parts/page/page.tsx';
import { useTab } from '../../parts/page/use-tab.ts';
import { useMayDo } from '../../session/use-may-do.ts';
import { useConsoleText } from '../../text/use-console-text.tsx';
import { Recordings } from './recordings.tsx';
import { Streams } from './streams.tsx';

const tabs = ['recordings', 'streams'] as const;

/** What was made of sessions: files to keep, and streams that others watch. */
export default function RecordingsPage() {
  const { t } = useConsoleText();
  const [tab, setTab] = useTab(tabs);
  const mayDo = useMayDo();
  return (
    <Page title={t('nav.recordings')} lead={t('captures.lead')}>
      <Tabs value={tab} onChange={setTab} keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="recordings">{t('captures.recordings')}</Tabs.Tab>
          {mayDo('listStreams') ? <Tabs.Tab value="streams">{t('captures.streams')}</Tabs.Tab> : null}
        </Tabs.List>
        <Tabs.Panel value="recordings">
          <Recordings />
        </Tabs.Panel>
        <Tabs.Panel value="streams">
          <Streams />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
