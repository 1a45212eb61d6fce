import type { ButtonHTMLAttributes, Ref } from 'react';
import { classNames } from '../../class-names.ts';
import { ChevronUpIcon } from '../../icons.ts';
import { Menu } from '../menu/menu.tsx';
import { Tooltip } from '../tooltip/tooltip.tsx';
import type { ControlItem } from './control-item.ts';
import styles from './control-button.module.css';

export interface ControlButtonProps {
  item: ControlItem;
  /** The word under the icon; without, it is the tooltip and the accessible name. */
  words?: boolean;
  /** Room for a caret beside the button. */
  caret?: boolean;
}

/** One control: a button, a button with a caret for its devices, or a button that opens a menu. */
export function ControlButton({ item, words = true, caret = true }: ControlButtonProps) {
  const { menu, menuLabel, onPress, tone = 'plain' } = item;
  if (menu && !onPress) {
    return (
      <Menu side="top" align="center" entries={menu} trigger={<ControlFace item={item} words={words} />} />
    );
  }
  const button = <ControlFace item={item} words={words} onClick={onPress} />;
  const main = words ? (
    button
  ) : (
    <Tooltip text={item.label} describes={false}>
      {button}
    </Tooltip>
  );
  if (!menu || !caret) return main;
  return (
    <div className={classNames(styles.split, styles[tone])} data-disabled={item.disabled || undefined}>
      {main}
      <Menu
        side="top"
        align="center"
        entries={menu}
        trigger={
          <button type="button" className={styles.caret} aria-label={menuLabel ?? item.label}>
            <ChevronUpIcon />
          </button>
        }
      />
    </div>
  );
}

interface ControlFaceProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'onClick'> {
  item: ControlItem;
  words: boolean;
  onClick?: (() => void) | undefined;
  ref?: Ref<HTMLButtonElement>;
}

function ControlFace({ item, words, ...attributes }: ControlFaceProps) {
  const { label, note, tone = 'plain', icon, expanded } = item;
  return (
    <button
      type="button"
      {...(expanded === undefined ? {} : { 'aria-expanded': expanded })}
      aria-keyshortcuts={item.shortcut}
      {...attributes}
      disabled={item.disabled}
      data-control={item.id}
      className={classNames(styles.button, styles[tone], !words && styles.iconOnly)}
    >
      <span className={words ? styles.word : styles.hidden}>{label}</span>
      {note ? <span className={styles.hidden}>, {note}</span> : null}
      <span className={styles.icon} aria-hidden="true">
        {icon}
        {item.count === undefined ? null : <span className={styles.count}>{item.count}</span>}
        {item.dot ? <span className={styles.dot} /> : null}
      </span>
    </button>
  );
}
