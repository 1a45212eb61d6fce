import { Button } from '@mantine/core';
import { CircleAlertIcon, CopyIcon } from '@cloudmeet/ui';
import type { ApiProblem } from '../../api/problem.ts';
import { useConsoleText } from '../../text/use-console-text.tsx';
import { useCopy } from '../copy/use-copy.ts';
import { problemText } from './problem-text.ts';
import styles from './states.module.css';

/** What could not be read, why, what to do, and the number under which the server's log has it. */
export function ProblemState({ problem, onRetry }: { problem: ApiProblem; onRetry?: () => void }) {
  const { t } = useConsoleText();
  const { what, todo } = problemText(problem, t);
  return (
    <div className={styles['state']} role="alert">
      <CircleAlertIcon className={styles['danger']} aria-hidden="true" />
      <p className={styles['what']}>{what}</p>
      <p className={styles['todo']}>{todo}</p>
      {onRetry ? <Button onClick={onRetry}>{t('state.retry')}</Button> : null}
      {problem.requestId ? <RequestId id={problem.requestId} /> : null}
    </div>
  );
}

function RequestId({ id }: { id: string }) {
  const { t } = useConsoleText();
  const { copied, copy } = useCopy(id);
  return (
    <button type="button" className={styles['request']} onClick={copy}>
      {copied ? t('copy.copied') : t('state.requestId')} <code>{id}</code> <CopyIcon aria-hidden="true" />
    </button>
  );
}
