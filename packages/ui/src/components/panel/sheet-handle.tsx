import { useRef } from 'react';
import type { PointerEvent } from 'react';
import { useText } from '../../text/use-text.tsx';
import styles from './panel.module.css';

export interface SheetHandleProps {
  tall: boolean;
  onTall: (tall: boolean) => void;
  onClose: () => void;
}

/** A pull of this many px counts as one step. */
const pullPx = 40;

/** The grip of a sheet: pressing makes it taller or shorter, pulling up or down does too, down from short closes. */
export function SheetHandle({ tall, onTall, onClose }: SheetHandleProps) {
  const { t } = useText();
  const startY = useRef<number | null>(null);
  const pulled = useRef(false);
  const begin = (event: PointerEvent<HTMLButtonElement>) => {
    startY.current = event.clientY;
    pulled.current = false;
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const end = (event: PointerEvent<HTMLButtonElement>) => {
    const way = startY.current === null ? 0 : event.clientY - startY.current;
    startY.current = null;
    if (Math.abs(way) < pullPx) return;
    pulled.current = true;
    if (way < 0) onTall(true);
    else if (tall) onTall(false);
    else onClose();
  };
  return (
    <button
      type="button"
      className={styles.handle}
      aria-label={t(tall ? 'panel.shorter' : 'panel.taller')}
      onPointerDown={begin}
      onPointerUp={end}
      onClick={() => (pulled.current ? undefined : onTall(!tall))}
    >
      <span className={styles.grip} />
    </button>
  );
}
