import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import type { ApiProblem } from '../../api/problem.ts';
import { useConsoleText } from '../../text/use-console-text.tsx';
import { ProblemNotice } from '../states/problem-notice.tsx';
import styles from './form.module.css';

export interface FormProps {
  problem?: ApiProblem | undefined;
  submitLabel: string;
  isBusy?: boolean;
  /** The button rests: nothing was changed, or something is missing. */
  isResting?: boolean;
  /** The one button is as wide as the form. */
  isWide?: boolean;
  onSubmit: () => void;
  onCancel?: () => void;
  /** Default: Cancel. */
  cancelLabel?: string;
  children: ReactNode;
}

/** Fields, what went wrong, and the buttons. What somebody typed stays where it is when the server refuses it. */
export function Form(props: FormProps) {
  const { problem, submitLabel, isBusy = false, isResting = false, isWide = false } = props;
  const { onSubmit, onCancel, cancelLabel, children } = props;
  const { t } = useConsoleText();
  return (
    <form
      className={styles['form']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy && !isResting) onSubmit();
      }}
    >
      {children}
      <ProblemNotice problem={problem} />
      <div className={styles['buttons']}>
        {onCancel ? <Button onClick={onCancel}>{cancelLabel ?? t('action.cancel')}</Button> : null}
        <Button type="submit" variant="filled" loading={isBusy} disabled={isResting} fullWidth={isWide}>
          {submitLabel}
        </Button>
      </div>
    </form>
  );
}
