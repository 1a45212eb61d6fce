import '../../text/later-english.ts';
import * as Radix from 'radix-ui/dialog';
import { CloseIcon } from '../../icons.ts';
import { useText } from '../../text/use-text.tsx';
import { IconButton } from '../icon-button/icon-button.tsx';
import type { DialogProps } from './dialog-props.ts';
import { useDialogFocus } from './use-dialog-focus.ts';
import styles from './dialog.module.css';

/** The dialog itself. */
export function DialogWindow({
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
    <Radix.Root open={open} onOpenChange={(next) => (next ? undefined : onClose?.())}>
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
                {onClose ? (
                  <IconButton
                    label={t('common.close')}
                    icon={<CloseIcon />}
                    tooltip={false}
                    onClick={onClose}
                  />
                ) : null}
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
