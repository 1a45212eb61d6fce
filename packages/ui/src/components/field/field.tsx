import { useId } from 'react';
import type { InputHTMLAttributes, ReactNode, Ref } from 'react';
import { classNames } from '../../class-names.ts';
import { CircleAlertIcon } from '../../icons.ts';
import styles from './field.module.css';

/** What ties a control to its label and notes: spread it on the control. */
export interface FieldControlProps {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

export interface FieldProps {
  label: string;
  /** The label is there for screen readers alone. */
  labelHidden?: boolean;
  hint?: ReactNode;
  /** What is wrong and how to mend it, in one or two sentences. The control keeps what was typed. */
  error?: ReactNode;
  className?: string | undefined;
  children: (control: FieldControlProps) => ReactNode;
}

/** A label, a control of any kind, a hint or an error. */
export function Field({ label, labelHidden, hint, error, className, children }: FieldProps) {
  const id = useId();
  const note = error ?? hint;
  return (
    <div className={classNames(styles.field, className)}>
      <label htmlFor={id} className={labelHidden ? styles.hidden : styles.label}>
        {label}
      </label>
      {children({
        id,
        'aria-describedby': note ? `${id}-note` : undefined,
        'aria-invalid': error ? true : undefined,
      })}
      <div
        id={`${id}-note`}
        className={error ? styles.error : styles.hint}
        role={error ? 'alert' : undefined}
      >
        {error ? <CircleAlertIcon className={styles.errorIcon} /> : null}
        {note}
      </div>
    </div>
  );
}

export interface InputProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'id'> {
  label: string;
  labelHidden?: boolean;
  hint?: ReactNode;
  error?: ReactNode;
  ref?: Ref<HTMLInputElement>;
}

/** A one-line text field with its label. */
export function Input({ label, labelHidden, hint, error, className, ...attributes }: InputProps) {
  return (
    <Field label={label} labelHidden={labelHidden ?? false} hint={hint} error={error} className={className}>
      {(control) => <input dir="auto" type="text" {...attributes} {...control} className={styles.input} />}
    </Field>
  );
}
