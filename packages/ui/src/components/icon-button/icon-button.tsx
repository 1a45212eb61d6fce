import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { classNames } from '../../class-names.ts';
import { Tooltip } from '../tooltip/tooltip.tsx';
import styles from './icon-button.module.css';

export interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'aria-label'> {
  /** What the button does, in words: its name for screen readers and its tooltip. */
  label: string;
  icon: ReactNode;
  /** `scrim` stands on pictures. */
  tone?: 'quiet' | 'neutral' | 'scrim';
  size?: 'small' | 'medium';
  /** False where the name is plain from what stands beside it. */
  tooltip?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

/** A square button with an icon alone. */
export function IconButton({
  label,
  icon,
  tone = 'quiet',
  size = 'medium',
  tooltip = true,
  ...rest
}: IconButtonProps) {
  const { className, ...attributes } = rest;
  const button = (
    <button
      type="button"
      {...attributes}
      aria-label={label}
      className={classNames(styles.button, styles[tone], styles[size], className)}
    >
      {icon}
    </button>
  );
  return tooltip ? (
    <Tooltip text={label} describes={false}>
      {button}
    </Tooltip>
  ) : (
    button
  );
}
