import type { CSSProperties } from 'react';
import styles from './logo.module.css';

export interface LogoProps {
  /** The tenant, as people know it. Its first letter stands where there is no picture. */
  name: string;
  url?: string | undefined;
  /** Edge in px: 24 in the top line (default), 32 before joining. */
  size?: number;
}

/** The tenant's mark. Decoration: the name or the room's title stands beside it. */
export function Logo({ name, url, size = 24 }: LogoProps) {
  const edge: CSSProperties & Record<'--size', string> = { '--size': `${size}px` };
  if (url)
    return <img className={styles.picture} style={edge} src={url} alt="" referrerPolicy="no-referrer" />;
  return (
    <span aria-hidden="true" className={styles.letter} style={edge}>
      {Array.from(name.trim())[0]?.toLocaleUpperCase() ?? ''}
    </span>
  );
}
