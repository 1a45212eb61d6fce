import styles from './shortcut-list.module.css';

export interface ShortcutItem {
  id: string;
  label: string;
  /** Keys pressed together, as they stand on them. */
  keys: readonly string[];
}

export interface ShortcutListProps {
  shortcuts: readonly ShortcutItem[];
}

/** What each key does. */
export function ShortcutList({ shortcuts }: ShortcutListProps) {
  return (
    <dl className={styles.list}>
      {shortcuts.map(({ id, label, keys }) => (
        <div key={id} className={styles.row}>
          <dt>{label}</dt>
          <dd className={styles.keys}>
            {keys.map((key) => (
              <kbd key={key} className={styles.key}>
                {key}
              </kbd>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}
