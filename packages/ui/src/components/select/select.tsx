import * as Radix from 'radix-ui/select';
import type { ReactNode } from 'react';
import { classNames } from '../../class-names.ts';
import { CheckIcon, ChevronDownIcon } from '../../icons.ts';
import { Field } from '../field/field.tsx';
import styles from './select.module.css';

export interface SelectOption {
  /** Not empty: the empty text is how a select says "nothing chosen". */
  value: string;
  label: string;
  disabled?: boolean;
}

export interface SelectProps {
  label: string;
  /** The label is there for screen readers alone. */
  labelHidden?: boolean;
  options: readonly SelectOption[];
  /** `null` while nothing is chosen: then the placeholder stands. */
  value: string | null;
  onChange: (value: string) => void;
  placeholder?: string;
  icon?: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  disabled?: boolean;
  /** `field` has a line around it, `card` is the quiet one before joining. */
  look?: 'field' | 'card';
  className?: string | undefined;
}

/** One of several, in a list that opens. */
export function Select(props: SelectProps) {
  const { label, labelHidden, options, value, onChange, hint, error, disabled, look = 'field', icon } = props;
  return (
    <Field
      label={label}
      labelHidden={labelHidden ?? false}
      hint={hint}
      error={error}
      className={props.className}
    >
      {(control) => (
        <Radix.Root value={value ?? ''} onValueChange={onChange} disabled={disabled ?? false}>
          <Radix.Trigger {...control} aria-label={label} className={classNames(styles.trigger, styles[look])}>
            {icon}
            <span className={styles.value}>
              <Radix.Value placeholder={props.placeholder ?? ''} />
            </span>
            <ChevronDownIcon className={styles.chevron} />
          </Radix.Trigger>
          <Radix.Portal>
            <Radix.Content className={styles.list} position="popper" sideOffset={4} collisionPadding={8}>
              <Radix.Viewport>
                {options.map((option) => (
                  <Option key={option.value} option={option} />
                ))}
              </Radix.Viewport>
            </Radix.Content>
          </Radix.Portal>
        </Radix.Root>
      )}
    </Field>
  );
}

function Option({ option }: { option: SelectOption }) {
  return (
    <Radix.Item className={styles.option} value={option.value} disabled={option.disabled ?? false}>
      <Radix.ItemText>{option.label}</Radix.ItemText>
      <Radix.ItemIndicator className={styles.tick}>
        <CheckIcon />
      </Radix.ItemIndicator>
    </Radix.Item>
  );
}
