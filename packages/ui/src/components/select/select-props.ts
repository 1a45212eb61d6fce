import type { ReactNode } from 'react';

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
