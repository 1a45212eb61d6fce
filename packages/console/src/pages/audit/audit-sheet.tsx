import type { AuditEntry } from '../../api/api.ts';
import { JsonView } from '../../parts/code/json-view.tsx';
import { CopyId } from '../../parts/copy/copy-id.tsx';
import { Facts } from '../../parts/figures/facts.tsx';
import { Sheet } from '../../parts/sheet/sheet.tsx';
import { useConsoleText } from '../../text/use-console-text.tsx';
import styles from './audit.module.css';

/** One entry, whole. */
export function AuditSheet({ entry, onClose }: { entry: AuditEntry | undefined; onClose: () => void }) {
  const { t } = useConsoleText();
  return (
    <Sheet opened={entry !== undefined} title={entry?.action ?? ''} onClose={onClose}>
      {entry ? <Entry entry={entry} /> : <p>{t('state.loading')}</p>}
    </Sheet>
  );
}

function Entry({ entry }: { entry: AuditEntry }) {
  const { t, formats } = useConsoleText();
  const { seq, at, actor, outcome, targetId, targetType, requestId, detail, hash, previousHash } = entry;
  return (
    <>
      <Facts
        facts={[
          { label: t('audit.seq'), value: formats.number(seq) },
          { label: t('audit.at'), value: `${formats.date(at)}, ${formats.time(at)}` },
          { label: t('audit.actor'), value: actor.label || t('audit.system') },
          { label: t('audit.outcome'), value: t(`audit.outcomes.${outcome}`) },
          {
            label: t('audit.target'),
            value: targetId === null ? targetType : <CopyId value={targetId} label={t('audit.target')} />,
          },
          { label: t('state.requestId'), value: <CopyId value={requestId} label={t('state.requestId')} /> },
          { label: t('audit.hash'), value: <CopyId value={hash} label={t('audit.hash')} /> },
          {
            label: t('audit.previousHash'),
            value: <CopyId value={previousHash} label={t('audit.previousHash')} />,
          },
        ]}
      />
      <div>
        <h3 className={styles['heading']}>{t('audit.detail')}</h3>
        <JsonView label={t('audit.detail')} text={JSON.stringify(detail, null, 2)} />
      </div>
    </>
  );
}
