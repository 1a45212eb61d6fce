import type { ReactNode } from 'react';
import styles from './drawer.module.css';

/** A payload in one line, without its own name. */
export function shortJson(payload: Record<string, unknown>): string {
  const { action: _action, ...rest } = payload;
  const text = JSON.stringify(rest, (_key, value: unknown) =>
    typeof value === 'string' && value.length > 28 ? `${value.slice(0, 12)}…` : value,
  );
  return text
    .replace(/"([a-zA-Z]+)":/g, ' $1: ')
    .replace(/}/g, ' }')
    .slice(0, 220);
}

const token = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(true|false|null)\b|-?\d+(?:\.\d+)?/g;

function coloured(text: string): ReactNode[] {
  const parts: ReactNode[] = [];
  let from = 0;
  for (const match of text.matchAll(token)) {
    parts.push(text.slice(from, match.index));
    const kind = match[2] ? styles.key : match[1] ? styles.text : styles.number;
    parts.push(
      <span key={match.index} className={kind}>
        {match[1] ?? match[0]}
      </span>,
      match[2],
    );
    from = match.index + match[0].length;
  }
  return [...parts, text.slice(from)];
}

/** A value as JSON over several lines. React escapes it: nothing in it is markup. */
export function Json({ title, value }: { title?: string; value: unknown }) {
  return (
    <>
      {title !== undefined && <h3 className={styles.jsonTitle}>{title}</h3>}
      {/* Scrollable, so reachable by keyboard (WCAG 2.1.1). */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className={styles.json} tabIndex={0}>
        {coloured(JSON.stringify(value, null, 2) ?? 'undefined')}
      </pre>
    </>
  );
}
