import { useState } from 'react';
import { Button, Modal, TextInput } from '@mantine/core';
import type { ApiProblem } from '../../api/problem.ts';
import { useConsoleText } from '../../text/use-console-text.tsx';
import { ProblemNotice } from '../states/problem-notice.tsx';
import styles from './confirm.module.css';

export interface ConfirmByNameProps {
  opened: boolean;
  title: string;
  /** What will be gone, in one or two sentences. */
  consequence: string;
  /** What has to be typed. */
  name: string;
  confirmLabel: string;
  isBusy?: boolean;
  problem?: ApiProblem | undefined;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something is gone for good: the button works when the name of the thing was typed. */
export function ConfirmByName(props: ConfirmByNameProps) {
  const { opened, title, onClose } = props;
  return (
    <Modal opened={opened} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': useClose() }}>
      {/* what was typed goes with the dialog */}
      <Question {...props} />
    </Modal>
  );
}

const useClose = () => useConsoleText().t('action.close');

function Question({
  consequence,
  name,
  confirmLabel,
  isBusy,
  problem,
  onConfirm,
  onClose,
}: ConfirmByNameProps) {
  const { t } = useConsoleText();
  const [typed, setTyped] = useState('');
  const matches = typed.trim() === name.trim();
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        if (matches && !isBusy) onConfirm();
      }}
    >
      <p>{consequence}</p>
      <TextInput
        label={t('confirm.type', { name })}
        value={typed}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        autoComplete="off"
        spellCheck={false}
        data-autofocus
      />
      <ProblemNotice problem={problem} />
      <div className={styles['buttons']}>
        <Button onClick={onClose}>{t('action.cancel')}</Button>
        <Button type="submit" variant="filled" color="danger" disabled={!matches} loading={isBusy === true}>
          {confirmLabel}
        </Button>
      </div>
    </form>
  );
}
