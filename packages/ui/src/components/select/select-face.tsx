import { classNames } from '../../class-names.ts';
import { ChevronDownIcon } from '../../icons.ts';
import type { SelectProps } from './select-props.ts';
import styles from './select.module.css';

/** How a select looks before it can open: the same, and not yet there for keys and pointers. */
export function SelectFace(props: SelectProps & { id: string }) {
  const { id, label, icon, look = 'field', options, value, placeholder } = props;
  const chosen = options.find((option) => option.value === value);
  return (
    <button
      type="button"
      id={id}
      disabled
      aria-label={label}
      data-placeholder={chosen ? undefined : ''}
      className={classNames(styles.trigger, styles[look])}
    >
      {icon}
      <span className={styles.value}>{chosen?.label ?? placeholder}</span>
      <ChevronDownIcon className={styles.chevron} />
    </button>
  );
}
