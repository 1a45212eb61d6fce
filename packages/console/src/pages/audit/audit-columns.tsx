import { useMemo } from 'react';
import { Badge } from '@cloudmeet/ui';
import type { AuditEntry } from '../../api/api.ts';
import type { Column } from '../../parts/table/data-table.tsx';
import { useConsoleText } from '../../text/use-console-text.tsx';
import styles from './audit.module.css';

export function useAuditColumns(open: (seq: number) => void): readonly Column<AuditEntry>[] {
  const { t, formats } = useConsoleText();
  return useMemo(
    () => [
      {
        key: 'action',
        header: t('audit.action'),
        isName: true,
        cell: ({ seq, action }) => (
          <button type="button" className={styles['open']} onClick={() => open(seq)}>
            {action}
          </button>
        ),
      },
      {
        key: 'actor',
        header: t('audit.actor'),
        cell: ({ actor }) => (actor.type === 'system' ? t('audit.system') : actor.label),
      },
      {
        key: 'target',
        header: t('audit.target'),
        show: 'wide',
        cell: ({ targetType, targetId }) =>
          targetId === null ? targetType : <code className={styles['target']}>{targetId}</code>,
      },
      {
        key: 'outcome',
        header: t('audit.outcome'),
        show: 'wide',
        cell: ({ outcome }) => (
          <Badge tone={outcome === 'failed' ? 'danger' : 'neutral'}>{t(`audit.outcomes.${outcome}`)}</Badge>
        ),
      },
      {
        key: 'at',
        header: t('audit.at'),
        align: 'end',
        cell: ({ at }) => <time dateTime={at}>{formats.dateTime(at)}</time>,
      },
    ],
    [t, formats, open],
  );
}
