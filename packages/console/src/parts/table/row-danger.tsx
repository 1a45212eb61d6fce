import { useState } from 'react';
import { Button } from '@mantine/core';
import { asProblem } from '../../api/problem.ts';
import { ConfirmByName } from '../confirm/confirm-by-name.tsx';

export interface RowDangerProps {
  /** On the button, and on the one that confirms. */
  label: string;
  /** The same for a screen reader, with the name of the row. */
  describedLabel: string;
  title: string;
  /** What will be gone. */
  consequence: string;
  /** What has to be typed. */
  name: string;
  /** Does it. What went wrong comes back as `error`. */
  act: () => Promise<{ error?: unknown }>;
  /** Of the mutation that `act` runs. */
  state: { error?: unknown; isLoading: boolean };
  onDone?: () => void;
}

/** What cannot be undone about one row: a button that asks for the name. */
export function RowDanger(props: RowDangerProps) {
  const { label, describedLabel, title, consequence, name, act, state, onDone } = props;
  const [asking, setAsking] = useState(false);
  const confirm = async () => {
    if ((await act()).error) return;
    setAsking(false);
    onDone?.();
  };
  return (
    <>
      <Button
        size="xs"
        variant="subtle"
        color="danger"
        onClick={() => setAsking(true)}
        aria-label={describedLabel}
      >
        {label}
      </Button>
      <ConfirmByName
        opened={asking}
        title={title}
        consequence={consequence}
        name={name}
        confirmLabel={label}
        isBusy={state.isLoading}
        problem={asProblem(state.error)}
        onConfirm={() => void confirm()}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
