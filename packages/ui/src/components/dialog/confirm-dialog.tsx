import { useState } from 'react';
import type { ReactNode } from 'react';
import { useText } from '../../text/use-text.tsx';
import { Button } from '../button/button.tsx';
import { Input } from '../field/field.tsx';
import { Dialog } from './dialog.tsx';

export interface ConfirmDialogProps {
  open: boolean;
  onClose: () => void;
  /** The question: "Remove Jonas from the room?" */
  title: string;
  /** What follows from it. */
  description?: ReactNode;
  /** What the button does, in words: "Remove Jonas". */
  confirmLabel: string;
  cancelLabel?: string;
  tone?: 'primary' | 'danger';
  /** For what cannot be undone: the word that has to be typed first. */
  confirmWord?: string;
  busy?: boolean;
  onConfirm: () => void;
}

/** Asks before something that others feel. Its buttons say what they do, never OK. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, onClose, title, description, confirmLabel, tone = 'danger', confirmWord, busy } = props;
  const { t } = useText();
  const [typed, setTyped] = useState('');
  const ready = confirmWord === undefined || typed.trim() === confirmWord;
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={title}
      description={description}
      actions={
        <>
          <Button onClick={onClose}>{props.cancelLabel ?? t('common.cancel')}</Button>
          <Button tone={tone} disabled={!ready} busy={busy ?? false} onClick={props.onConfirm}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      {confirmWord === undefined ? null : (
        <Input
          label={t('common.typeToConfirm', { word: confirmWord })}
          value={typed}
          autoComplete="off"
          data-autofocus
          onChange={(event) => setTyped(event.target.value)}
        />
      )}
    </Dialog>
  );
}
