import { useState } from 'react';
import { Button } from '@mantine/core';
import DownloadIcon from 'lucide-react/icons/download';
import { api } from '../../api/api.ts';
import { asProblem } from '../../api/problem.ts';
import { useNotify } from '../../notices/use-notify.ts';
import { useTab } from '../../parts/page/use-tab.ts';
import { problemText } from '../../parts/states/problem-text.ts';
import { useAppDispatch } from '../../store.ts';
import { useConsoleText } from '../../text/use-console-text.tsx';
import { usageGroups } from './usage-table.tsx';
import type { UsageMonth } from './usage-month.ts';

/** Hands a text to the browser as a file. */
function saveFile(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

/** What the table shows, as the API's own CSV. */
export function UsageExport({ month: { name, from, to } }: { month: UsageMonth }) {
  const { t } = useConsoleText();
  const dispatch = useAppDispatch();
  const notify = useNotify();
  const [groupBy] = useTab(usageGroups);
  const [isBusy, setIsBusy] = useState(false);
  const save = async () => {
    setIsBusy(true);
    const request = api.endpoints.exportUsage.initiate(
      { from, to, groupBy },
      { forceRefetch: true, subscribe: false },
    );
    const { data, error } = await dispatch(request);
    setIsBusy(false);
    const problem = asProblem(error);
    if (problem) notify(problemText(problem, t).what, { tone: 'danger' });
    if (data !== undefined) saveFile(`usage-${name}-${groupBy}.csv`, data);
  };
  return (
    <Button variant="filled" leftSection={<DownloadIcon />} loading={isBusy} onClick={() => void save()}>
      {t('usage.export')}
    </Button>
  );
}
