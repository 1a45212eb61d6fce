import { useState } from 'react';
import { Button } from '@mantine/core';
import { CheckIcon, CircleAlertIcon } from '@cloudmeet/ui';
import ShieldIcon from 'lucide-react/icons/shield-check';
import { api } from '../../api/api.ts';
import type { AuditVerification } from '../../api/api.ts';
import { asProblem } from '../../api/problem.ts';
import type { ApiProblem } from '../../api/problem.ts';
import { ProblemNotice } from '../../parts/states/problem-notice.tsx';
import { useAppDispatch } from '../../store.ts';
import { useConsoleText } from '../../text/use-console-text.tsx';
import styles from './audit.module.css';

interface Run {
  isRunning: boolean;
  checked: number;
  verdict?: AuditVerification;
  problem?: ApiProblem | undefined;
}

/** Goes through the whole log at the server, a part at a time, until its end or the first broken entry. */
function useVerification() {
  const dispatch = useAppDispatch();
  const [run, setRun] = useState<Run>({ isRunning: false, checked: 0 });
  const verify = async () => {
    let checked = 0;
    let afterSeq: number | null = 0;
    setRun({ isRunning: true, checked });
    while (afterSeq !== null) {
      const part: { afterSeq?: number } = afterSeq === 0 ? {} : { afterSeq };
      const { data, error } = await dispatch(
        api.endpoints.verifyAuditLog.initiate(part, { forceRefetch: true, subscribe: false }),
      );
      if (!data) return setRun({ isRunning: false, checked, problem: asProblem(error) });
      checked += data.checked;
      if (!data.valid || data.nextAfterSeq === null)
        return setRun({ isRunning: false, checked, verdict: data });
      afterSeq = data.nextAfterSeq;
      setRun({ isRunning: true, checked });
    }
  };
  return { run, verify };
}

/** The verify button, and what it found. */
export function Verification() {
  const { t, formats } = useConsoleText();
  const { run, verify } = useVerification();
  const { verdict, checked } = run;
  return (
    <div className={styles['verification']} data-verdict={verdict && (verdict.valid ? 'good' : 'bad')}>
      {verdict ? (
        verdict.valid ? (
          <CheckIcon aria-hidden="true" />
        ) : (
          <CircleAlertIcon aria-hidden="true" />
        )
      ) : (
        <ShieldIcon aria-hidden="true" />
      )}
      <div className={styles['words']} aria-live="polite">
        <p>
          {verdict
            ? verdict.valid
              ? t('audit.valid', { count: checked, shown: formats.number(checked) })
              : t('audit.broken', { seq: verdict.brokenSeq ?? 0 })
            : run.isRunning
              ? t('audit.checking', { count: checked, shown: formats.number(checked) })
              : t('audit.verifyWhat')}
        </p>
        {verdict?.valid ? (
          <p className={styles['small']}>
            {t('audit.head')} <code>{verdict.head.hash.slice(0, 16)}…</code>
          </p>
        ) : null}
      </div>
      <Button loading={run.isRunning} onClick={() => void verify()}>
        {t('audit.verify')}
      </Button>
      <ProblemNotice problem={run.problem} />
    </div>
  );
}
