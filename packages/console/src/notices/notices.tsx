import { useCallback } from 'react';
import { CheckIcon, CircleAlertIcon, ToastRegion } from '@cloudmeet/ui';
import { useAppDispatch, useAppSelector } from '../store.ts';
import { dismissed } from './notices-slice.ts';
import { undoActions } from './use-notify.ts';
import styles from './notices.module.css';

/** Short words at the foot of the page about what just happened. */
export function Notices() {
  const notices = useAppSelector((state) => state.notices);
  const dispatch = useAppDispatch();
  const dismiss = useCallback(
    (id: string) => {
      undoActions.delete(id);
      dispatch(dismissed(id));
    },
    [dispatch],
  );
  const takeBack = (id: string) => {
    undoActions.get(id)?.();
    dismiss(id);
  };
  const toasts = notices.map(({ id, text, tone, undoLabel }) => ({
    id,
    text,
    tone,
    icon: tone === 'good' ? <CheckIcon aria-hidden="true" /> : <CircleAlertIcon aria-hidden="true" />,
    ...(undoLabel === undefined ? {} : { action: { label: undoLabel, onPress: () => takeBack(id) } }),
  }));
  return (
    <div className={styles['place']}>
      <ToastRegion toasts={toasts} onDismiss={dismiss} />
    </div>
  );
}
