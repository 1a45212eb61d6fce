import styles from './json-view.module.css';

/** JSON, or what should have been some, to look at. It breaks lines, so that nothing has to be scrolled sideways. */
export function JsonView({ label, text }: { label: string; text: string }) {
  return (
    <section aria-label={label}>
      <pre className={styles['json']}>{text}</pre>
    </section>
  );
}
