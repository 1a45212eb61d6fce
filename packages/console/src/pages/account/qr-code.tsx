import { encode } from 'uqr';
import styles from './account.module.css';

/** Modules of empty space around, as ISO/IEC 18004 wants it. */
const quiet = 4;

/** A text for a phone's camera. Dark on white in every theme, because readers expect that. */
export function QrCode({ value, label }: { value: string; label: string }) {
  const { data, size } = encode(value, { border: quiet, ecc: 'M' });
  const path = data
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${String(x)} ${String(y)}h1v1h-1z` : '')))
    .join('');
  return (
    <svg
      className={styles['qr']}
      viewBox={`0 0 ${String(size)} ${String(size)}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#ffffff" />
      <path d={path} fill="#12110f" />
    </svg>
  );
}
