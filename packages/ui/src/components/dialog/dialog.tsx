import * as Radix from 'radix-ui/dialog';
import type { ReactNode } from 'react';
import { CloseIcon } from '../../icons.ts';
import { useText } from '../../text/use-text.tsx';
import { IconButton } from '../icon-button/icon-button.tsx';
import { useDialogFocus } from './use-dialog-focus.ts';
import styles from './dialog.module.css';

export interface DialogProps {
  open: boolean;
  onClose: () => void;
  title: string;
  /** One or two sentences under the title. */
  description?: ReactNode;
  children?: ReactNode;
  /** Buttons at the foot, the one that does it last. */
  actions?: ReactNode;
  /** 420 px wide, or 640. On a narrow page it is a sheet at the bottom. */
  size?: 'medium' | 'large';
}

/**
 * What needs an answer before anything else. Takes the focus (itself, so that its words are read, or what carries
 * `data-autofocus`), holds it, gives it back, closes with Escape.
 */
export function Dialog({
  open,
  onClose,
  title,
  description,
  children,
  actions,
  size = 'medium',
}: DialogProps) {
  const { t } = useText();
  const focus = useDialogFocus();
  return (
    <Radix.Root open={open} onOpenChange={(next) => (next ? undefined : onClose())}>
      <Radix.Portal>
        <Radix.Overlay className={styles.overlay}>
          <div className={styles.centre}>
            <Radix.Content
              {...focus}
              tabIndex={-1}
              className={styles.dialog}
              data-size={size}
              {...(description ? {} : { 'aria-describedby': undefined })}
            >
              <header className={styles.head}>
                <Radix.Title className={styles.title}>{title}</Radix.Title>
                <IconButton
                  label={t('common.close')}
                  icon={<CloseIcon />}
                  tooltip={false}
                  onClick={onClose}
                />
              </header>
              {description ? (
                <Radix.Description className={styles.description}>{description}</Radix.Description>
              ) : null}
              {children ? <div className={styles.body}>{children}</div> : null}
              {actions ? <footer className={styles.actions}>{actions}</footer> : null}
            </Radix.Content>
          </div>
        </Radix.Overlay>
      </Radix.Portal>
    </Radix.Root>
  );
}
