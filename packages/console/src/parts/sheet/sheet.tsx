import type { ReactNode } from 'react';
import { Drawer } from '@mantine/core';
import { useConsoleText } from '../../text/use-console-text.tsx';
import styles from './sheet.module.css';

export interface SheetProps {
  opened: boolean;
  title: ReactNode;
  onClose: () => void;
  children: ReactNode;
}

/** Details beside the list they belong to. Its address is in the page's query, so that it can be sent to somebody. */
export function Sheet({ opened, title, onClose, children }: SheetProps) {
  const { t } = useConsoleText();
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <div className={styles['body']}>{children}</div>
    </Drawer>
  );
}
