import { NativeSelect } from '@mantine/core';
import styles from './filters.module.css';
import { useFilter } from './use-filter.ts';

export interface ChoiceFilterProps {
  name: string;
  label: string;
  /** The first one, with the value '', is no filter. */
  options: readonly { value: string; label: string }[];
}

/** A filter with a few values. */
export function ChoiceFilter({ name, label, options }: ChoiceFilterProps) {
  const [value, setValue] = useFilter(name);
  return (
    <NativeSelect
      className={styles['choice'] ?? ''}
      aria-label={label}
      value={value}
      data={[...options]}
      onChange={({ currentTarget }) => setValue(currentTarget.value)}
    />
  );
}
