import type { ReactNode } from 'react';
import { CircleAlertIcon } from '@cloudmeet/ui';
import type { ApiProblem } from '../../api/problem.ts';
import { useConsoleText } from '../../text/use-console-text.tsx';
import { problemText } from './problem-text.ts';
import styles from './states.module.css';

/** What went wrong with a form, above its buttons. Nothing while nothing did. */
export function ProblemNotice({
  problem,
  children,
}: {
  problem: ApiProblem | undefined;
  children?: ReactNode;
}) {
  const { t } = useConsoleText();
  if (!problem) return null;
  const { what, todo } = problemText(problem, t);
  return (
    <div className={styles['notice']} role="alert">
      <CircleAlertIcon aria-hidden="true" />
      <div>
        <p>
          <strong>{what}</strong> {todo}
        </p>
        {problem.requestId ? (
          <p className={styles['small']}>
            {t('state.requestId')} <code>{problem.requestId}</code>
          </p>
        ) : null}
        {children}
      </div>
    </div>
  );
}
