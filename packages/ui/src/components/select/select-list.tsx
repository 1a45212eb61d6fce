import '../../text/later-english.ts';
import * as Radix from 'radix-ui/select';
import { classNames } from '../../class-names.ts';
import { CheckIcon, ChevronDownIcon } from '../../icons.ts';
import type { FieldControlProps } from '../field/field.tsx';
import type { SelectOption, SelectProps } from './select-props.ts';
import styles from './select.module.css';

/** The select itself. */
export function SelectList({ control, ...props }: SelectProps & { control: FieldControlProps }) {
  const { label, options, value, onChange, disabled, look = 'field', icon, placeholder = '' } = props;
  return (
    <Radix.Root value={value ?? ''} onValueChange={onChange} disabled={disabled ?? false}>
      <Radix.Trigger {...control} aria-label={label} className={classNames(styles.trigger, styles[look])}>
        {icon}
        <span className={styles.value}>
          <Radix.Value placeholder={placeholder} />
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
