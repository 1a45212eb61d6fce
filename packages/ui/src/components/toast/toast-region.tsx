import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { CloseIcon } from '../../icons.ts';
import { useText } from '../../text/use-text.tsx';
import { Button } from '../button/button.tsx';
import { IconButton } from '../icon-button/icon-button.tsx';
import styles from './toast-region.module.css';

export interface ToastItem {
  id: string;
  text: string;
  icon?: ReactNode;
  tone?: 'neutral' | 'good' | 'warning' | 'danger';
  action?: { label: string; onPress: () => void };
}

export interface ToastRegionProps {
  /** Oldest first; the newest three are drawn. */
  toasts: readonly ToastItem[];
  onDismiss: (id: string) => void;
  /** How long one stays, 6000 ms by default. Those with a button, and those under pointer or focus, stay. */
  durationMs?: number;
}

/**
 * Short words about what just happened. Calm: they come from below, wait, and go. Stands at the foot of the positioned
 * element around it (in a room: the overlay of `RoomLayout`), above the names of tiles.
 */
export function ToastRegion({ toasts, onDismiss, durationMs = 6000 }: ToastRegionProps) {
  return (
    <div className={styles.region} role="log" aria-live="polite" aria-relevant="additions">
      {toasts.slice(-3).map((toast) => (
        <Toast key={toast.id} toast={toast} onDismiss={onDismiss} durationMs={durationMs} />
      ))}
    </div>
  );
}

interface ToastProps {
  toast: ToastItem;
  onDismiss: (id: string) => void;
  durationMs: number;
}

function Toast({ toast, onDismiss, durationMs }: ToastProps) {
  const { t } = useText();
  const [held, setHeld] = useState(false);
  const stays = held || toast.action !== undefined;
  useEffect(() => {
    if (stays) return undefined;
    const timer = setTimeout(() => onDismiss(toast.id), durationMs);
    return () => clearTimeout(timer);
  }, [stays, toast.id, onDismiss, durationMs]);
  const hold = { onPointerEnter: () => setHeld(true), onPointerLeave: () => setHeld(false) };
  const holdFocus = { onFocus: () => setHeld(true), onBlur: () => setHeld(false) };
  return (
    <div className={styles.toast} data-tone={toast.tone ?? 'neutral'} {...hold} {...holdFocus}>
      {toast.icon}
      <p className={styles.text}>{toast.text}</p>
      {toast.action ? (
        <Button tone="quiet" onClick={toast.action.onPress}>
          {toast.action.label}
        </Button>
      ) : null}
      <IconButton
        label={t('common.dismiss')}
        icon={<CloseIcon />}
        tooltip={false}
        onClick={() => onDismiss(toast.id)}
      />
    </div>
  );
}
