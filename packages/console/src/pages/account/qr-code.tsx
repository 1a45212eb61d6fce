import { renderSVG } from 'uqr';
import styles from './account.module.css';

/** Modules of empty space around, as ISO/IEC 18004 wants it. */
const quiet = 4;

/** A text for a phone's camera. Dark on white in every theme, because readers expect that. */
export function QrCode({ value, label }: { value: string; label: string }) {
  const picture = renderSVG(value, { border: quiet, ecc: 'M', whiteColor: '#ffffff', blackColor: '#12110f' });
  return (
    <img
      className={styles['qr']}
      src={`data:image/svg+xml,${encodeURIComponent(picture)}`}
      width={192}
      height={192}
      alt={label}
    />
  );
}
